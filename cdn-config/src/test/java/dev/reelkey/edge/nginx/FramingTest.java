package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("WEB-2: a request whose length is open to two readings is refused")
class FramingTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();
  private static final String VIDEOS = "/v1/videos?title=x";
  private static final String SMUGGLED = "GET /v1/jobs HTTP/1.1\r\nHost: x\r\n\r\n";

  private static String post(String... headers) {
    return Wire.head("POST", VIDEOS, headers);
  }

  static Stream<String> ambiguous() {
    String get = TestTokens.path(ALICE, "v720/000088-abcdefgh.ts");
    String body = "0\r\n\r\n" + SMUGGLED;
    return Stream.of(
        post("Content-Length: 5", "Transfer-Encoding: chunked") + body,
        post("Transfer-Encoding: chunked", "Content-Length: 5") + body,
        post("Transfer-Encoding: chunked", "Transfer-Encoding: identity") + body,
        post("Transfer-Encoding: identity", "Content-Length: 5") + body,
        post("Transfer-Encoding: identity", "Transfer-Encoding: chunked") + body,
        post("Transfer-Encoding: xchunked") + body,
        post("Transfer-Encoding: chunked, identity") + body,
        post("Transfer-Encoding: identity, chunked") + body,
        post("Transfer-Encoding: gzip, chunked") + body,
        post("Transfer-Encoding: gzip") + body,
        post("Transfer-Encoding: \"chunked\"") + body,
        post("Transfer-Encoding: chunked;x=1") + body,
        post("Transfer-Encoding: chunked,") + body,
        post("Transfer-Encoding: ,chunked") + body,
        post("Transfer-Encoding : chunked") + body,
        post("Transfer-Encoding\t: chunked") + body,
        post(" Transfer-Encoding: chunked") + body,
        post("Transfer-Encoding:\u000bchunked") + body,
        post("Content-Length: 5", "Content-Length: 6") + body,
        post("Content-Length: 5", "Content-Length: 5") + body,
        post("Content-Length: 5, 5") + body,
        post("Content-Length: +5") + body,
        post("Content-Length: -1") + body,
        post("Content-Length: 0x5") + body,
        post("Content-Length: 5 5") + body,
        post("Content-Length: 5.0") + body,
        post("Content-Length: 99999999999999999999") + body,
        post("Content-Length : 5") + body,
        post("Transfer-Encoding: chunked") + "zz\r\n" + SMUGGLED,
        post("Transfer-Encoding: chunked") + "-1\r\n" + SMUGGLED,
        post("Transfer-Encoding: chunked") + "fffffffffffffffff\r\n" + SMUGGLED,
        post("Transfer-Encoding: chunked") + "0x5\r\nhello\r\n0\r\n\r\n" + SMUGGLED,
        Wire.head("GET", get, "Content-Length: " + SMUGGLED.length()) + SMUGGLED,
        Wire.head("GET", get, "Transfer-Encoding: chunked") + body,
        Wire.head("HEAD", get, "Content-Length: 1") + "x",
        Wire.head("GET", "/v1/jobs", "Content-Length: 3") + "abc",
        Wire.head("OPTIONS", "/v1/jobs", "Content-Length: 3") + "abc",
        "GET " + get + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET " + get + " HTTP/1.1\r\n\r\n",
        "GET " + get + " HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET " + get + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n folded\r\n\r\n",
        "GET " + get + " HTTP/3.0\r\nHost: a\r\n\r\n",
        "GET  " + get + "  HTTP/1.1x\r\nHost: a\r\n\r\n",
        "get " + get + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "G\u0000T " + get + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET " + get + "\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET " + get + " HTTP/1.1\r\nHost: a\r\nX\u0000Y: 1\r\n\r\n",
        "POST " + VIDEOS + " HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void oneRefusalAndTheConnectionEnds(String raw) throws Exception {
    try (Wire wire = EDGE.edge().connect()) {
      wire.write(raw);
      String answers = wire.drain();

      assertThat(answers).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
      assertThat(answers.split("HTTP/1\\.1 ", -1)).as("answers").hasSize(2);
    }
    assertThat(EDGE.origin().requests()).noneMatch(request -> request.target().equals("/v1/jobs"));
  }

  @Test
  void aPipelinedSecondRequestIsAnsweredSecond() throws Exception {
    String path = TestTokens.path(ALICE, "v720/000089-abcdefgh.ts");
    try (Wire wire = EDGE.edge().connect()) {
      wire.write(Wire.head("GET", path) + Wire.head("GET", "/v1/jobs"));

      assertThat(wire.read().body()).isEqualTo(StubOrigin.SEGMENT);
      assertThat(wire.read().body()).isEqualTo("origin");
    }
  }

  @Test
  void aCleanChunkedBodyPassesOnce() throws Exception {
    try (Wire wire = EDGE.edge().connect()) {
      wire.write(post("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(200);
    }
    assertThat(EDGE.origin().requests()).hasSize(1);
  }

  @Test
  @DisplayName("WEB-1: headers that trickle are cut")
  void aHeaderThatNeverEndsIsCutOff() throws Exception {
    // The full ten seconds of the policy would be spent here; the config test pins the number.
    try (Wire wire = EDGE.edge().connect()) {
      wire.write("GET / HTTP/1.1\r\nX: " + "a".repeat(40_000));

      assertThat(wire.drain()).startsWith("HTTP/1.1 400 ");
    } catch (IOException closedWhileWeWrote) {
      assertThat(closedWhileWeWrote).hasMessageContaining("reset");
    }
  }
}
