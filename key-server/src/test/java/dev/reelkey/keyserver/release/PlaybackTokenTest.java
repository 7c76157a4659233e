package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.OneVideo;
import dev.reelkey.keyserver.testing.Player;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps 3 to 6: the playback token and how it is presented. */
class PlaybackTokenTest {
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
  void noAuthorizationAndNoNativeMacIsTokenMissing() {
    Player.Session session = one.bearer().open();
    assertThat(problem(one.server.player().get(session.path(one.key()), Map.of())))
        .isEqualTo("401 token_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer a.b.c", "Bearer  x", "bearer ="})
  void authorizationOfAnyOtherFormIsMalformed(String header) {
    Player.Session session = one.bearer().open();
    assertThat(
            problem(
                one.server.player().get(session.path(one.key()), Map.of("Authorization", header))))
        .isEqualTo("401 token_malformed");
  }

  @Test
  void tokenOfAnotherSessionVideoOrGenerationIsAMismatch() {
    Player.Session session = one.bearer().open();
    Player.Session sameViewer =
        one.server.player().session(session.viewer, one.video, one.generation, Tier.BEARER).open();
    Player.Session otherVideo =
        one.server
            .player()
            .session(session.viewer, one.server.ids().video(), one.generation, Tier.BEARER);

    assertThat(one.ask(session, sameViewer.token())).isEqualTo("403 token_mismatch");
    assertThat(one.ask(session, otherVideo.token())).isEqualTo("403 token_mismatch");
  }

  @Test
  void tokenIsGoodForItsFiveMinutesAndTheSkew() {
    Player.Session session = one.bearer().open();
    PlaybackClaims now = session.claims(null);

    assertThat(one.ask(session, dated(now, Duration.ofSeconds(-329)))).isEqualTo("200");
    assertThat(one.ask(session, dated(now, Duration.ofSeconds(-330))))
        .isEqualTo("401 token_expired");
    assertThat(one.ask(session, dated(now, Duration.ofSeconds(29)))).isEqualTo("200");
    assertThat(one.ask(session, dated(now, Duration.ofSeconds(31)))).isEqualTo("401 token_expired");
  }

  @Test
  void tokenOfAnotherSignerAudienceTypeOrIssuerIsInvalid() {
    Player.Session session = one.bearer().open();
    PlaybackClaims claims = session.claims(null);
    SigningKey stranger = SigningKey.generate(one.server.playbackKey().keyId());
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
            .sign(one.server.playbackKey());

    assertThat(one.ask(session, claims.sign(stranger))).isEqualTo("401 token_invalid");
    assertThat(one.ask(session, claims.sign(SigningKey.generate("unknown"))))
        .isEqualTo("401 token_invalid");
    assertThat(one.ask(session, otherIssuer)).isEqualTo("401 token_invalid");
    assertThat(one.ask(session, one.server.transcoder().token("GET", "/", new byte[0])))
        .isEqualTo("401 token_invalid");
  }

  @Test
  void bearerSessionMayNotUseTheDpopScheme() {
    Player.Session session = one.bearer().open();
    assertThat(
            problem(
                one.server
                    .player()
                    .get(
                        session.path(one.key()),
                        Map.of("Authorization", "DPoP " + session.token()))))
        .isEqualTo("401 scheme_mismatch");
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
        .sign(one.server.playbackKey());
  }
}
