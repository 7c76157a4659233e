package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.BOB;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedCacheTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();
  private static final AtomicInteger NEXT = new AtomicInteger(100_000);

  /** A segment that no other test asks for. */
  private static String freshSegment() {
    return "v720/" + NEXT.incrementAndGet() + "-abcdefgh.ts";
  }

  private static String freshPlaylist() {
    return "r" + NEXT.incrementAndGet() + "/index-1.m3u8";
  }

  @Test
  void allViewersShareOneStoredObject() throws Exception {
    String segment = freshSegment();

    Wire.Answer first = EDGE.get(path(ALICE, segment));
    Wire.Answer second = EDGE.get(path(BOB, segment));

    assertThat(first.header("X-Cache")).isEqualTo("MISS");
    assertThat(second.header("X-Cache")).isEqualTo("HIT");
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo(StubOrigin.SEGMENT);
    assertThat(EDGE.origin().requests()).hasSize(1);
    assertThat(second.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void theTokenIsJudgedAlsoWhereTheObjectIsStored() throws Exception {
    String segment = freshSegment();
    String good = path(ALICE, segment);
    assertThat(EDGE.get(good).status()).isEqualTo(200);

    String bad = good.replace("e1.main-1.", "e1.main-2.");

    assertThat(EDGE.get(bad).status()).isEqualTo(403);
    assertThat(EDGE.get(bad).body()).contains("path_token_invalid");
  }

  @Test
  void rangesAreCutFromTheStoredObject() throws Exception {
    String segment = freshSegment();
    EDGE.get(path(ALICE, segment));

    Wire.Answer middle = EDGE.get(path(BOB, segment), "Range: bytes=10-19");
    Wire.Answer tail = EDGE.get(path(BOB, segment), "Range: bytes=-6");

    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(StubOrigin.SEGMENT.substring(10, 20));
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 10-19/65536");
    assertThat(tail.body()).isEqualTo("abcdef");
    assertThat(EDGE.origin().requests()).hasSize(1);
  }

  @Test
  void aRangeThatComesFirstFetchesAndStoresTheWhole() throws Exception {
    String segment = freshSegment();

    Wire.Answer first = EDGE.get(path(ALICE, segment), "Range: bytes=100-103");
    Wire.Answer whole = EDGE.get(path(ALICE, segment));

    assertThat(first.status()).isEqualTo(206);
    assertThat(first.body()).isEqualTo("4567");
    assertThat(whole.header("X-Cache")).isEqualTo("HIT");
    assertThat(whole.body()).isEqualTo(StubOrigin.SEGMENT);
    assertThat(EDGE.origin().requests())
        .singleElement()
        .satisfies(request -> assertThat(request.headers()).doesNotContainKey("Range"));
  }

  @Test
  void aRangeBeyondTheEndIsAProblemWithEachHeaderOnce() throws Exception {
    String segment = freshSegment();
    EDGE.get(path(ALICE, segment));

    Wire.Answer answer = EDGE.get(path(ALICE, segment), "Range: bytes=70000-");

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.body()).contains("range_not_satisfiable");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */65536");
    assertThat(answer.headers().values()).allSatisfy(values -> assertThat(values).hasSize(1));
  }

  @Test
  void headAndRevalidationComeFromTheStoredObject() throws Exception {
    String segment = freshSegment();

    Wire.Answer head = EDGE.request("HEAD", path(ALICE, segment));
    Wire.Answer get = EDGE.get(path(ALICE, segment));
    Wire.Answer same = EDGE.get(path(ALICE, segment), "If-None-Match: " + get.header("ETag"));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("65536");
    assertThat(get.header("X-Cache")).isEqualTo("HIT");
    assertThat(same.status()).isEqualTo(304);
    assertThat(EDGE.origin().requests()).hasSize(1);
  }

  @Test
  void playlistsAreCompressedOnTheWayFromOneStoredText() throws Exception {
    String playlist = freshPlaylist();

    Wire.Answer packed = EDGE.get(path(ALICE, playlist), "Accept-Encoding: gzip");
    Wire.Answer plain = EDGE.get(path(ALICE, playlist));

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(unpacked(packed.body())).isEqualTo(StubOrigin.PLAYLIST);
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.body()).isEqualTo(StubOrigin.PLAYLIST);
    assertThat(EDGE.origin().requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 410, 429, 500, 503})
  void errorsAreNeverStoredWhateverTheOriginSays(int status) throws Exception {
    String segment = freshSegment();
    EDGE.origin()
        .answers(
            exchange ->
                StubOrigin.send(
                    exchange, status, "application/problem+json", StubOrigin.IMMUTABLE, "{}"));
    Wire.Answer refused = EDGE.get(path(ALICE, segment));
    EDGE.origin().answersAsTheServicesDo();

    Wire.Answer served = EDGE.get(path(ALICE, segment));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.header("X-Cache")).isEqualTo("MISS");
  }

  @Test
  void aCrowdAsksTheOriginOnce() throws Exception {
    String segment = freshSegment();
    ExecutorService crowd = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Integer>> viewers = new ArrayList<>();
      for (int n = 0; n < 20; n++) {
        viewers.add(() -> EDGE.get(path(ALICE, segment)).status());
      }
      for (Future<Integer> viewer : crowd.invokeAll(viewers)) {
        assertThat(viewer.get()).isEqualTo(200);
      }
    } finally {
      crowd.shutdownNow();
    }
    assertThat(EDGE.origin().requests()).hasSize(1);
  }

  @Test
  void whatIsStoredOutlivesAnOriginThatFails() throws Exception {
    String segment = freshSegment();
    EDGE.origin()
        .answers(exchange -> StubOrigin.send(exchange, 200, "video/mp2t", "max-age=1", "cipher"));
    EDGE.get(path(ALICE, segment));
    EDGE.origin()
        .answers(exchange -> StubOrigin.send(exchange, 503, "text/plain", "no-store", "away"));

    RunningEdge.await(() -> "STALE".equals(EDGE.get(path(ALICE, segment)).header("X-Cache")));

    assertThat(EDGE.get(path(BOB, segment)).body()).isEqualTo("cipher");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: gopher",
        "X-Forwarded-For: 10.0.0.1",
        "Forwarded: host=evil.example",
        "X-Original-URL: /admin",
        "X-Rewrite-URL: /admin",
        "Origin: https://evil.example",
        "Cookie: a=b",
        "Authorization: Bearer stolen",
        "Range: bytes=0-0",
        "If-Range: \"x\"",
        "If-None-Match: *",
        "Accept-Encoding: gzip, br",
        "Accept: text/html",
        "Accept-Language: xx",
        "User-Agent: <script>",
        "X-HTTP-Method-Override: DELETE",
        "X-Accel-Redirect: /x",
        "Cache-Control: no-cache",
        "Pragma: no-cache"
      })
  void noHeaderOfAViewerShapesWhatOthersGet(String header) throws Exception {
    // EDG-4: the origin answers with what it was told, as a careless one would.
    EDGE.origin().answers(SharedCacheTest::echoHeaders);
    String segment = freshSegment();
    EDGE.get(path(ALICE, segment), header);

    Wire.Answer seen = EDGE.get(path(BOB, segment));

    String value = header.substring(header.indexOf(' ') + 1);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.header("X-Cache")).isEqualTo("HIT");
    assertThat(seen.body()).startsWith("seen:").doesNotContain("[" + value + "]");
    assertThat(seen.header("Vary")).isIn("", "Accept-Encoding");
  }

  @Test
  void aQueryIsRefusedBecauseNoPathUnderTHasOne() throws Exception {
    String path = path(ALICE, freshSegment());

    for (String query : List.of("?", "?x", "?x=1", "?token=1&token=2", "?%00")) {
      assertThat(EDGE.get(path + query).status()).as(query).isEqualTo(400);
    }
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void cookiesOfAnOriginReachNobody() throws Exception {
    EDGE.origin()
        .answers(
            exchange -> {
              exchange.getResponseHeaders().set("Set-Cookie", "session=alice");
              StubOrigin.send(exchange, 200, "video/mp2t", StubOrigin.IMMUTABLE, "cipher");
            });
    String segment = freshSegment();

    assertThat(EDGE.get(path(ALICE, segment)).headers()).doesNotContainKey("set-cookie");
    assertThat(EDGE.get(path(BOB, segment)).headers()).doesNotContainKey("set-cookie");
  }

  private static void echoHeaders(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    StringBuilder seen = new StringBuilder("seen:");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> seen.append(name).append('=').append(values).append('\n'));
    StubOrigin.send(exchange, 200, "video/mp2t", StubOrigin.IMMUTABLE, seen.toString());
  }

  private static String unpacked(String body) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(body.getBytes(ISO_8859_1)))) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}
