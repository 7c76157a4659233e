package dev.reelkey.edge.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamingTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  @Test
  void anUploadReachesTheServiceWhileItIsStillBeingSent() throws Exception {
    CountDownLatch firstBytes = new CountDownLatch(1);
    EDGE.origin()
        .answers(
            exchange -> {
              byte[] start = exchange.getRequestBody().readNBytes(5);
              assertThat(new String(start, UTF_8)).isEqualTo("first");
              firstBytes.countDown();
              accept(exchange);
            });

    try (Wire wire = EDGE.edge().connect()) {
      wire.write(
          Wire.head("POST", "/v1/videos?title=x", "Content-Type: video/mp4", "Content-Length: 10"));
      wire.write("first");
      assertThat(firstBytes.await(30, TimeUnit.SECONDS)).isTrue();
      wire.write("-last");

      assertThat(wire.read().status()).isEqualTo(202);
    }
  }

  @Test
  void noByteOfAnUploadRestsOnTheEdge() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    EDGE.origin()
        .answers(
            exchange -> {
              exchange.getRequestBody().readNBytes(1 << 20);
              held.countDown();
              await(release);
              accept(exchange);
            });
    String piece = "clear-media-clear-media-".repeat(4096);

    try (Wire wire = EDGE.edge().connect()) {
      wire.write(
          Wire.head(
              "PUT",
              "/v1/videos/" + "a".repeat(26) + "/source",
              "Content-Length: " + 40 * piece.length()));
      for (int n = 0; n < 40; n++) {
        wire.write(piece);
        if (n == 20) {
          assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
          assertNothingRests();
          release.countDown();
        }
      }
      assertThat(wire.read().status()).isEqualTo(202);
    }
    assertNothingRests();
  }

  @Test
  void aJsonBodyOverTheLimitIsRefusedBeforeTheService() throws Exception {
    Wire.Answer answer =
        EDGE.request(
            "POST",
            "/v1/videos/" + "a".repeat(26) + "/sessions",
            "Content-Type: application/json",
            "Content-Length: 65537");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("body_too_large");
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void anUploadOverTheLimitIsRefusedBeforeTheService() throws Exception {
    Wire.Answer answer =
        EDGE.request(
            "POST", "/v1/videos", "Content-Type: video/mp4", "Content-Length: 53687091201");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void anEventArrivesWhileTheStreamIsOpen() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    EDGE.origin()
        .answers(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              out.write("data: 1\n\n".getBytes(UTF_8));
              out.flush();
              await(seen);
              out.write("data: 2\n\n".getBytes(UTF_8));
            });

    try (Wire wire = EDGE.edge().connect()) {
      wire.write(Wire.head("GET", "/v1/videos/" + "a".repeat(26) + "/events"));
      assertThat(wire.readHead().header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(wire.line()).isEqualTo("9");
      assertThat(wire.line()).isEqualTo("data: 1");
      seen.countDown();
      wire.line();
      wire.line();
      assertThat(wire.line()).isEqualTo("9");
      assertThat(wire.line()).isEqualTo("data: 2");
    }
  }

  private static void assertNothingRests() throws IOException {
    for (Path file : EDGE.edge().writtenFiles()) {
      assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("clear-media");
    }
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    StubOrigin.send(exchange, 202, "application/json", "no-store", "{}");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("the test did not go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
