package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.session.SessionField;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.Await;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key request over real HTTP, with a real Redis and a real bucket: mostly refusals. */
class KeyRequestTest {
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private static VideoId video;
  private static GenerationId generation;
  private static List<PlannedKey> keys;
  private static PlannedKey key;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
    video = server.ids().video();
    generation = server.ids().generation();
    keys = server.transcoder().planned(video, generation, 4);
    key = keyOf("v360", 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void liveSessionGetsSixteenRawBytesThatNoCacheMayKeep() {
    HttpResponse<byte[]> answer = bearer().open().ask(key);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(key.key().reveal());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Reelkey-Pace-Remaining")).hasValue("588");
  }

  @Test
  void preflightNeedsNoToken() {
    HttpResponse<byte[]> answer =
        server.player().send("OPTIONS", bearer().path(key), Map.of("Origin", "https://a.example"));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("7200");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "DPoP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE"})
  void onlyGetAsksForKeys(String method) {
    Player.Session session = bearer().open();
    HttpResponse<byte[]> answer =
        server.player().send(method, session.path(key), authorization(session.token()));

    assertThat(answer.statusCode()).isEqualTo(405);
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
    Player.Session session = bearer().open();
    String path = session.path(key) + tail;

    assertThat(problem(server.player().get(path, authorization(session.token()))))
        .isEqualTo("400 path_malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keys/", "/v360/", "/t/"})
  void percentEncodedPathIsMalformed(String part) {
    Player.Session session = bearer().open();
    String encoded = "/%" + Integer.toHexString(part.charAt(1)) + part.substring(2);
    String path = session.path(key).replace(part, encoded);

    assertThat(problem(server.player().get(path, authorization(session.token()))))
        .isEqualTo("400 path_malformed");
  }

  @Test
  void pathOfASegmentIsNotServedHere() {
    Player.Session session = bearer().open();
    String path = session.path(key).replaceAll("keys/.*", "index-1.m3u8");

    assertThat(problem(server.player().get(path, authorization(session.token()))))
        .isEqualTo("400 path_malformed");
  }

  @Test
  void tamperedPathTokenIsInvalid() {
    Player.Session session = bearer().open();
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

    assertThat(ask(session, longer)).isEqualTo("403 path_token_invalid");
    assertThat(ask(session, unknownKey)).isEqualTo("403 path_token_invalid");
  }

  @Test
  void pathTokenOfAnotherGenerationIsInvalid() {
    Player.Session session = bearer().open();
    Player.Session other =
        server.player().session(session.viewer, video, server.ids().generation(), Tier.BEARER);

    assertThat(ask(session, other.edgeToken())).isEqualTo("403 path_token_invalid");
  }

  @Test
  void expiredPathTokenIsToldApart() {
    Player.Session session = bearer().open();
    Instant past = server.clock().instant().minusSeconds(31);
    String kid = RunningKeyServer.EDGE_KEY_ID;
    EdgeToken expired =
        EdgeToken.sign(server.master().edgeKey(kid), kid, past, session.id, video, generation);
    EdgeToken withinSkew =
        EdgeToken.sign(
            server.master().edgeKey(kid), kid, past.plusSeconds(2), session.id, video, generation);

    assertThat(ask(session, expired)).isEqualTo("403 path_token_expired");
    assertThat(ask(session, withinSkew)).isEqualTo("200");
  }

  @Test
  void noAuthorizationAndNoNativeMacIsTokenMissing() {
    Player.Session session = bearer().open();
    assertThat(problem(server.player().get(session.path(key), Map.of())))
        .isEqualTo("401 token_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer a.b.c", "Bearer  x", "bearer ="})
  void authorizationOfAnyOtherFormIsMalformed(String header) {
    Player.Session session = bearer().open();
    assertThat(problem(server.player().get(session.path(key), Map.of("Authorization", header))))
        .isEqualTo("401 token_malformed");
  }

  @Test
  void tokenOfAnotherSessionVideoOrGenerationIsAMismatch() {
    Player.Session session = bearer().open();
    Player.Session sameViewer =
        server.player().session(session.viewer, video, generation, Tier.BEARER).open();
    Player.Session otherVideo =
        server.player().session(session.viewer, server.ids().video(), generation, Tier.BEARER);

    assertThat(ask(session, sameViewer.token())).isEqualTo("403 token_mismatch");
    assertThat(ask(session, otherVideo.token())).isEqualTo("403 token_mismatch");
  }

  @Test
  void tokenIsGoodForItsFiveMinutesAndTheSkew() {
    Player.Session session = bearer().open();
    PlaybackClaims now = session.claims(null);

    assertThat(ask(session, dated(now, Duration.ofSeconds(-329)))).isEqualTo("200");
    assertThat(ask(session, dated(now, Duration.ofSeconds(-330)))).isEqualTo("401 token_expired");
    assertThat(ask(session, dated(now, Duration.ofSeconds(29)))).isEqualTo("200");
    assertThat(ask(session, dated(now, Duration.ofSeconds(31)))).isEqualTo("401 token_expired");
  }

  @Test
  void tokenOfAnotherSignerAudienceTypeOrIssuerIsInvalid() {
    Player.Session session = bearer().open();
    PlaybackClaims claims = session.claims(null);
    SigningKey stranger = SigningKey.generate(server.playbackKey().keyId());
    String otherIssuer =
        new PlaybackClaims(
                "https://evil.example",
                claims.viewer(),
                claims.session(),
                claims.video(),
                claims.generation(),
                claims.tier(),
                null,
                null,
                claims.issuedAt(),
                claims.expiresAt(),
                claims.id())
            .sign(server.playbackKey());

    assertThat(ask(session, claims.sign(stranger))).isEqualTo("401 token_invalid");
    assertThat(ask(session, claims.sign(SigningKey.generate("unknown"))))
        .isEqualTo("401 token_invalid");
    assertThat(ask(session, otherIssuer)).isEqualTo("401 token_invalid");
    assertThat(ask(session, server.transcoder().token("GET", "/", new byte[0])))
        .isEqualTo("401 token_invalid");
  }

  @Test
  void bearerSessionMayNotUseTheDpopScheme() {
    Player.Session session = bearer().open();
    assertThat(
            problem(
                server
                    .player()
                    .get(session.path(key), Map.of("Authorization", "DPoP " + session.token()))))
        .isEqualTo("401 scheme_mismatch");
  }

  @Test
  void kidOfAnotherRenditionOrOfNoneIsNotFound() {
    Player.Session session = bearer().open();
    String wrongRendition =
        session.path(session.edgeToken(), new RenditionName("v1080"), key.kid());
    String nowhere = session.path(session.edgeToken(), key.rendition(), server.ids().key());

    assertThat(problem(server.player().get(wrongRendition, authorization(session.token()))))
        .isEqualTo("404 key_not_found");
    assertThat(problem(server.player().get(nowhere, authorization(session.token()))))
        .isEqualTo("404 key_not_found");
  }

  @Test
  void keyOfAnotherVideoIsNotFoundUnderThisOnesPath() {
    VideoId other = server.ids().video();
    KeyId foreign = server.transcoder().planned(other, server.ids().generation(), 1).get(0).kid();
    Player.Session session = bearer().open();

    assertThat(
            problem(
                server
                    .player()
                    .get(
                        session.path(session.edgeToken(), key.rendition(), foreign),
                        authorization(session.token()))))
        .isEqualTo("404 key_not_found");
  }

  @Test
  void tallRenditionNeedsATokenThatAllowsIt() {
    Player.Session session = bearer().open();
    String small = session.claims(720).sign(server.playbackKey());

    assertThat(ask(session, small)).isEqualTo("200");
    assertThat(problem(server.player().get(session.path(keyOf("v1080", 0)), authorization(small))))
        .isEqualTo("403 rendition_not_allowed");
    assertThat(
            problem(server.player().get(session.path(keyOf("audio-und", 0)), authorization(small))))
        .isEqualTo("200");
  }

  @Test
  void heightLimitOfTheSessionCountsToo() {
    Player.Session session = bearer().open(Map.of(SessionField.MAX_HEIGHT, "720"));

    assertThat(problem(session.ask(keyOf("v1080", 0)))).isEqualTo("403 rendition_not_allowed");
  }

  @Test
  void generationWithoutKeysIsGone() {
    Player.Session session =
        server
            .player()
            .session(someone(), server.ids().video(), server.ids().generation(), Tier.BEARER)
            .open();
    assertThat(problem(session.ask(key))).isEqualTo("410 generation_gone");
  }

  @Test
  void shreddedKeysAreGoneWithinTwoSeconds() {
    VideoId doomed = server.ids().video();
    GenerationId its = server.ids().generation();
    PlannedKey one = server.transcoder().planned(doomed, its, 1).get(0);
    Player.Session session = server.player().session(someone(), doomed, its, Tier.BEARER).open();
    assertThat(problem(session.ask(one))).isEqualTo("200");

    server.transcoder().delete(InternalPaths.keysOf(doomed));

    assertThat(problem(session.ask(one))).isEqualTo("410 generation_gone");
  }

  @Test
  void unknownRevokedAndEndedSessionsAreRefused() {
    Player.Session revoked = bearer().open(Map.of(SessionField.REVOKED, "1"));
    Player.Session ended =
        bearer()
            .open(
                Map.of(
                    SessionField.EXPIRES,
                    Long.toString(server.clock().instant().getEpochSecond() - 31)));

    assertThat(problem(bearer().ask(key))).isEqualTo("403 session_unknown");
    assertThat(problem(revoked.ask(key))).isEqualTo("403 session_revoked");
    assertThat(problem(ended.ask(key))).isEqualTo("403 session_expired");
  }

  @Test
  void sessionThatIsNotWhatTheTokenSaysIsUnknown() {
    for (Map<SessionField, String> change :
        List.of(
            Map.of(SessionField.VIEWER, someone().value()),
            Map.of(SessionField.VIDEO, server.ids().video().value()),
            Map.of(SessionField.GENERATION, server.ids().generation().value()),
            Map.of(SessionField.TIER, "dpop"))) {
      assertThat(problem(bearer().open(change).ask(key))).isEqualTo("403 session_unknown");
    }
  }

  @Test
  void revocationObjectEndsASessionThatRedisStillKnows() {
    Player.Session session = bearer().open();
    assertThat(problem(session.ask(key))).isEqualTo("200");

    new RevokedSessions(server.realBucket().bucket(), server.clock()).add(session.id);

    Await.until(() -> problem(session.ask(key)).equals("403 session_revoked"));
  }

  @Test
  void viewerMayPlayOnAsManyScreensAsTheSessionSays() {
    ViewerPseudonym viewer = someone();
    Map<SessionField, String> two = Map.of(SessionField.MAX_STREAMS, "2");
    Player.Session first =
        server.player().session(viewer, video, generation, Tier.BEARER).open(two);
    Player.Session second =
        server.player().session(viewer, video, generation, Tier.BEARER).open(two);
    Player.Session third =
        server.player().session(viewer, video, generation, Tier.BEARER).open(two);

    assertThat(problem(first.ask(key))).isEqualTo("200");
    assertThat(problem(second.ask(key))).isEqualTo("200");
    assertThat(problem(third.ask(key))).isEqualTo("403 too_many_streams");
    assertThat(problem(first.ask(keyOf("v360", 1)))).isEqualTo("200");
    server.clock().advance(Duration.ofSeconds(91));
    assertThat(problem(third.ask(key))).isEqualTo("200");
  }

  @Test
  void sessionWithoutAStreamLimitIsRefused() {
    assertThat(problem(bearer().open(Map.of(SessionField.MAX_STREAMS, "")).ask(key)))
        .isEqualTo("403 too_many_streams");
  }

  @Test
  void everyRefusalIsAProblemWithCorsHeadersAndWithoutKeyBytes() {
    HttpResponse<byte[]> answer = bearer().ask(key);

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(key.key().reveal(), StandardCharsets.ISO_8859_1));
  }

  private static String dated(PlaybackClaims claims, Duration shift) {
    return new PlaybackClaims(
            claims.issuer(),
            claims.viewer(),
            claims.session(),
            claims.video(),
            claims.generation(),
            claims.tier(),
            null,
            null,
            claims.issuedAt().plus(shift),
            claims.expiresAt().plus(shift),
            claims.id())
        .sign(server.playbackKey());
  }

  private static String ask(Player.Session session, String token) {
    return problem(server.player().get(session.path(key), authorization(token)));
  }

  private static String ask(Player.Session session, EdgeToken edge) {
    return problem(
        server
            .player()
            .get(session.path(edge, key.rendition(), key.kid()), authorization(session.token())));
  }

  private static Map<String, String> authorization(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static PlannedKey keyOf(String rendition, int period) {
    return keys.stream()
        .filter(k -> k.rendition().value().equals(rendition) && k.period() == period)
        .findFirst()
        .orElseThrow();
  }

  private static ViewerPseudonym someone() {
    return new ViewerPseudonym(server.ids().text(16));
  }

  private static Player.Session bearer() {
    return server.player().session(someone(), video, generation, Tier.BEARER);
  }
}
