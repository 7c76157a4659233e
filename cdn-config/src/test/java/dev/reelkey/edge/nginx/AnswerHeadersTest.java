package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.KEY;
import static dev.reelkey.edge.nginx.TestTokens.PLAYLIST;
import static dev.reelkey.edge.nginx.TestTokens.SEGMENT;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WEB-8: headers of every answer")
class AnswerHeadersTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  private static final String MANIFEST =
      "/m/m1.1.1900000000." + "a".repeat(34) + "." + "A".repeat(43) + "/master.m3u8";

  static Stream<String> allKindsOfAnswers() {
    String video = "a".repeat(26);
    String expired =
        TestTokens.path("main-1", ALICE, Instant.now().minus(Duration.ofHours(1)), SEGMENT);
    return Stream.of(
        path(ALICE, KEY),
        path(ALICE, PLAYLIST),
        path(ALICE, SEGMENT),
        path(ALICE, SEGMENT) + "?",
        expired,
        expired.replace("main-1", "main-2"),
        "/t/x",
        "/t/%zz",
        MANIFEST,
        "/m/x",
        "/v1/videos",
        "/v1/videos/" + video,
        "/v1/videos/" + video + "/events",
        "/v1/videos/" + video + "/sessions",
        "/v1/sessions",
        "/v1/jobs",
        "/v1/nothing",
        "/.well-known/jwks.json",
        "/openapi.yaml",
        "/",
        "/watch/" + video,
        "/page/app.js",
        "/metrics",
        "/x".repeat(9000));
  }

  @ParameterizedTest
  @MethodSource("allKindsOfAnswers")
  void everyAnswerIsSafeToOpenAndSaysEachThingOnce(String path) throws Exception {
    Wire.Answer answer = EDGE.get(path);

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Server")).isEqualTo("nginx");
    assertThat(answer.header("Cache-Control")).isNotEmpty();
    assertThat(answer.header("X-Request-ID")).matches("[A-Za-z0-9._-]{1,64}");
    assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
    assertThat(answer.headers().values()).allSatisfy(values -> assertThat(values).hasSize(1));
    boolean open = path.startsWith("/t/") || path.startsWith("/m/");
    assertThat(answer.header("Access-Control-Allow-Origin"))
        .isEqualTo(open || answer.status() == 200 ? "*" : "");
    if (answer.status() >= 400) {
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void refusalsAreProblemDocumentsWithTheRequestId() throws Exception {
    Map<String, String> codes =
        Map.of(
            "/t/x",
            "400 path_malformed",
            path(ALICE, SEGMENT).replace("main-1", "main-2"),
            "403 path_token_invalid",
            TestTokens.path("main-1", ALICE, Instant.now().minusSeconds(60), SEGMENT),
            "403 path_token_expired",
            "/nothing",
            "404 not_found");
    for (Map.Entry<String, String> expected : codes.entrySet()) {
      Wire.Answer answer = EDGE.get(expected.getKey(), "X-Request-ID: request-77");
      JsonNode problem = JsonMapper.builder().build().readTree(answer.body());

      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.status() + " " + problem.get("code").asText())
          .isEqualTo(expected.getValue());
      assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
      assertThat(problem.get("type").asText())
          .isEqualTo("/problems/" + problem.get("code").asText());
      assertThat(problem.get("title").asText()).isNotBlank();
      assertThat(problem.get("instance").asText()).isEqualTo("request-77");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "<script>", "x\"y", "", "../../etc", "a/b"})
  void aRequestIdThatIsNotHarmlessIsReplaced(String id) throws Exception {
    Wire.Answer answer = EDGE.get("/v1/jobs", "X-Request-ID: " + id);

    assertThat(answer.header("X-Request-ID")).matches("[0-9a-f]{32}");
    assertThat(EDGE.origin().requests().get(0).headers().get("X-Request-ID"))
        .containsExactly(answer.header("X-Request-ID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/t/anything/at/all", "/m/x/master.m3u8"})
  void aPreflightIsAnsweredBeforeAllChecks(String path) throws Exception {
    Wire.Answer answer =
        EDGE.request(
            "OPTIONS",
            path,
            "Origin: https://player.example",
            "Access-Control-Request-Headers: authorization");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "DPoP");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  @DisplayName("WEB-5: the API's allowlist is the API's; the edge adds no origin of its own")
  void anUnknownOriginGetsNothingFromTheEdge() throws Exception {
    EDGE.origin()
        .answers(exchange -> StubOrigin.send(exchange, 200, "application/json", "no-store", "{}"));

    Wire.Answer answer = EDGE.get("/v1/jobs", "Origin: https://evil.example");

    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @Test
  @DisplayName("V5: a session's own playlist travels packed too")
  void theMultivariantPlaylistIsPackedForWhoReadsIt() throws Exception {
    EDGE.origin()
        .answers(
            exchange ->
                StubOrigin.send(
                    exchange,
                    200,
                    "application/vnd.apple.mpegurl",
                    "no-store",
                    StubOrigin.PLAYLIST));

    Wire.Answer packed = EDGE.get(MANIFEST, "Accept-Encoding: gzip");
    Wire.Answer plain = EDGE.get(MANIFEST);

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(plain.body()).isEqualTo(StubOrigin.PLAYLIST);
  }

  @Test
  void thePolicyOfThePageIsThePagesOwn() throws Exception {
    EDGE.origin()
        .answers(
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .set("Content-Security-Policy", "default-src 'none'; script-src 'self'");
              StubOrigin.send(exchange, 200, "text/html", "no-cache", "<!doctype html>");
            });

    Wire.Answer answer = EDGE.get("/");

    assertThat(answer.headers().get("content-security-policy"))
        .containsExactly("default-src 'none'; script-src 'self'");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void aMethodThatARouteDoesNotKnowIsNamedWithThoseItKnows() throws Exception {
    for (String method : Set.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
      Wire.Answer answer = EDGE.request(method, path(ALICE, SEGMENT), "Content-Length: 0");

      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
      assertThat(answer.body()).contains("method_not_allowed");
    }
    assertThat(EDGE.origin().requests()).isEmpty();
  }
}
