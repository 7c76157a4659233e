package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.OneVideo;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps 1 and 2 of the key request over real HTTP: the path and its token. */
class KeyRequestPathTest {
  @TempDir static Path directory;
  private static OneVideo one;

  @BeforeAll
  static void start() {
    one = OneVideo.start(directory);
  }

  @AfterAll
  static void stop() {
    one.close();
  }

  @Test
  void liveSessionGetsSixteenRawBytesThatNoCacheMayKeep() {
    HttpResponse<byte[]> answer = one.bearer().open().ask(one.key());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(one.key().key().reveal());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Reelkey-Pace-Remaining")).hasValue("588");
  }

  /** What the audit says of the request that got this answer. */
  private static String outcomeInAudit(HttpResponse<byte[]> answer) {
    String id = answer.headers().firstValue("X-Request-ID").orElseThrow();
    String audit =
        new String(one.server.operator().get("/admin/v1/audit").body(), StandardCharsets.UTF_8);
    return audit
        .lines()
        .filter(line -> line.contains("\"request\":\"" + id + "\""))
        .map(line -> line.replaceFirst(".*\"outcome\":\"([a-z_]+)\".*", "$1"))
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void preflightNeedsNoToken() {
    HttpResponse<byte[]> answer =
        one.server
            .player()
            .send("OPTIONS", one.bearer().path(one.key()), Map.of("Origin", "https://a.example"));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("7200");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "DPoP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE"})
  void onlyGetAsksForKeys(String method) {
    Player.Session session = one.bearer().open();
    HttpResponse<byte[]> answer =
        one.server
            .player()
            .send(method, session.path(one.key()), OneVideo.authorization(session.token()));

    assertThat(answer.statusCode()).isEqualTo(405);
    // Only what asks for a key is written down, and a HEAD does.
    assertThat(outcomeInAudit(answer))
        .isEqualTo(method.equals("HEAD") ? "method_not_allowed" : "nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?x",
        "?kid=aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/",
        ";x=1",
        "%20",
        "/../keys",
        "/%2e%2e/keys",
        "%00",
        "a"
      })
  void pathThatIsNotOfTheGrammarIsMalformed(String tail) {
    Player.Session session = one.bearer().open();
    String path = session.path(one.key()) + tail;
    HttpResponse<byte[]> answer =
        one.server.player().get(path, OneVideo.authorization(session.token()));

    assertThat(problem(answer)).isEqualTo("400 path_malformed");
    assertThat(outcomeInAudit(answer)).isEqualTo("path_malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keys/", "/v360/", "/t/"})
  void percentEncodedPathIsMalformed(String part) {
    Player.Session session = one.bearer().open();
    String encoded = "/%" + Integer.toHexString(part.charAt(1)) + part.substring(2);
    String path = session.path(one.key()).replace(part, encoded);

    assertThat(problem(one.server.player().get(path, OneVideo.authorization(session.token()))))
        .isEqualTo("400 path_malformed");
  }

  @Test
  void addressInTheRequestLineIsMalformed() throws IOException {
    Player.Session session = one.bearer().open();
    String answer =
        one.server
            .player()
            .exchange(
                "GET http://other.example"
                    + session.path(one.key())
                    + " HTTP/1.1\r\n"
                    + "Host: other.example\r\n"
                    + "Connection: close\r\n"
                    + "Authorization: Bearer "
                    + session.token()
                    + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("path_malformed");
  }

  @Test
  void requestPrintsNoCredential() {
    Player.Session session = one.bearer();
    String path = session.path(one.key());
    KeyRequest request =
        new KeyRequest(
            MediaPath.parse(path).orElseThrow(), one.key().kid(), path, null, "proof", "a", "r");

    assertThat(request.toString()).doesNotContain(session.edgeToken().mac(), "proof");
  }

  @Test
  void pathOfASegmentIsNotServedHere() {
    Player.Session session = one.bearer().open();
    String path = session.path(one.key()).replaceAll("keys/.*", "index-1.m3u8");

    assertThat(problem(one.server.player().get(path, OneVideo.authorization(session.token()))))
        .isEqualTo("400 path_malformed");
  }

  @Test
  void tamperedPathTokenIsInvalid() {
    Player.Session session = one.bearer().open();
    EdgeToken edge = session.edgeToken();
    EdgeToken longer =
        new EdgeToken(
            edge.keyId(),
            edge.expiresAt().plusSeconds(60),
            edge.session(),
            edge.mac(),
            edge.nativeMac());
    EdgeToken unknownKey =
        new EdgeToken("other-1", edge.expiresAt(), edge.session(), edge.mac(), edge.nativeMac());

    assertThat(one.ask(session, longer)).isEqualTo("403 path_token_invalid");
    assertThat(one.ask(session, unknownKey)).isEqualTo("403 path_token_invalid");
  }

  @Test
  void pathTokenOfAnotherGenerationIsInvalid() {
    Player.Session session = one.bearer().open();
    Player.Session other =
        one.server
            .player()
            .session(session.viewer, one.video, one.server.ids().generation(), Tier.BEARER);

    assertThat(one.ask(session, other.edgeToken())).isEqualTo("403 path_token_invalid");
  }

  @Test
  void expiredPathTokenIsToldApart() {
    Player.Session session = one.bearer().open();
    Instant past = one.server.clock().instant().minusSeconds(31);
    String kid = RunningKeyServer.EDGE_KEY_ID;
    EdgeToken expired =
        EdgeToken.sign(
            one.server.master().edgeKey(kid), kid, past, session.id, one.video, one.generation);
    EdgeToken withinSkew =
        EdgeToken.sign(
            one.server.master().edgeKey(kid),
            kid,
            past.plusSeconds(2),
            session.id,
            one.video,
            one.generation);

    assertThat(one.ask(session, expired)).isEqualTo("403 path_token_expired");
    assertThat(one.ask(session, withinSkew)).isEqualTo("200");
  }

  @Test
  void everyRefusalIsAProblemWithCorsHeadersAndWithoutKeyBytes() {
    HttpResponse<byte[]> answer = one.bearer().ask(one.key());

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(one.key().key().reveal(), StandardCharsets.ISO_8859_1));
  }
}
