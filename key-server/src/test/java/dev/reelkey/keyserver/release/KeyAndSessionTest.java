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
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.Await;
import dev.reelkey.keyserver.testing.OneVideo;
import dev.reelkey.keyserver.testing.Player;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps 7 and 8: the keyring, and the session as Redis knows it. */
class KeyAndSessionTest {
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
  void kidOfAnotherRenditionOrOfNoneIsNotFound() {
    Player.Session session = one.bearer().open();
    String wrongRendition =
        session.path(session.edgeToken(), new RenditionName("v1080"), one.key().kid());
    String nowhere =
        session.path(session.edgeToken(), one.key().rendition(), one.server.ids().key());

    assertThat(
            problem(
                one.server.player().get(wrongRendition, OneVideo.authorization(session.token()))))
        .isEqualTo("404 key_not_found");
    assertThat(problem(one.server.player().get(nowhere, OneVideo.authorization(session.token()))))
        .isEqualTo("404 key_not_found");
  }

  @Test
  void keyOfAnotherVideoIsNotFoundUnderThisOnesPath() {
    VideoId other = one.server.ids().video();
    KeyId foreign =
        one.server.transcoder().planned(other, one.server.ids().generation(), 1).get(0).kid();
    Player.Session session = one.bearer().open();

    assertThat(
            problem(
                one.server
                    .player()
                    .get(
                        session.path(session.edgeToken(), one.key().rendition(), foreign),
                        OneVideo.authorization(session.token()))))
        .isEqualTo("404 key_not_found");
  }

  @Test
  void tallRenditionNeedsATokenThatAllowsIt() {
    Player.Session session = one.bearer().open();
    String small = session.claims(720).sign(one.server.playbackKey());

    assertThat(one.ask(session, small)).isEqualTo("200");
    assertThat(
            problem(
                one.server
                    .player()
                    .get(session.path(one.key("v1080", 0)), OneVideo.authorization(small))))
        .isEqualTo("403 rendition_not_allowed");
    assertThat(
            problem(
                one.server
                    .player()
                    .get(session.path(one.key("audio-und", 0)), OneVideo.authorization(small))))
        .isEqualTo("200");
  }

  @Test
  void heightLimitOfTheSessionCountsToo() {
    Player.Session session = one.bearer().open(Map.of(SessionField.MAX_HEIGHT, "720"));

    assertThat(problem(session.ask(one.key("v1080", 0)))).isEqualTo("403 rendition_not_allowed");
  }

  @Test
  void generationWithoutKeysIsGone() {
    Player.Session session =
        one.server
            .player()
            .session(
                one.someone(), one.server.ids().video(), one.server.ids().generation(), Tier.BEARER)
            .open();
    assertThat(problem(session.ask(one.key()))).isEqualTo("410 generation_gone");
  }

  @Test
  void keysShreddedHereAreGoneAtOnce() {
    VideoId doomed = one.server.ids().video();
    GenerationId its = one.server.ids().generation();
    PlannedKey doomedKey = one.server.transcoder().planned(doomed, its, 1).get(0);
    Player.Session session =
        one.server.player().session(one.someone(), doomed, its, Tier.BEARER).open();
    assertThat(problem(session.ask(doomedKey))).isEqualTo("200");

    one.server.transcoder().delete(InternalPaths.keysOf(doomed));

    assertThat(problem(session.ask(doomedKey))).isEqualTo("410 generation_gone");
  }

  @Test
  void keysShreddedByAnotherInstanceAreGoneWithinTwoSecondsHereToo() {
    VideoId doomed = one.server.ids().video();
    GenerationId its = one.server.ids().generation();
    PlannedKey doomedKey = one.server.transcoder().planned(doomed, its, 1).get(0);
    Player.Session session =
        one.server.player().session(one.someone(), doomed, its, Tier.BEARER).open();
    assertThat(problem(session.ask(doomedKey))).isEqualTo("200");

    one.server.elsewhere().shred(doomed);
    one.server.clock().advance(Duration.ofSeconds(2));

    // What was known still counts where the store is too busy to be asked at once.
    Await.until(() -> problem(session.ask(doomedKey)).equals("410 generation_gone"));
  }

  @Test
  void unknownRevokedAndEndedSessionsAreRefused() {
    Player.Session revoked = one.bearer().open(Map.of(SessionField.REVOKED, "1"));
    Player.Session ended =
        one.bearer()
            .open(
                Map.of(
                    SessionField.EXPIRES,
                    Long.toString(one.server.clock().instant().getEpochSecond() - 31)));

    assertThat(problem(one.bearer().ask(one.key()))).isEqualTo("403 session_unknown");
    assertThat(problem(revoked.ask(one.key()))).isEqualTo("403 session_revoked");
    assertThat(problem(ended.ask(one.key()))).isEqualTo("403 session_expired");
  }

  @Test
  void sessionThatIsNotWhatTheTokenSaysIsUnknown() {
    for (Map<SessionField, String> change :
        List.of(
            Map.of(SessionField.VIEWER, one.someone().value()),
            Map.of(SessionField.VIDEO, one.server.ids().video().value()),
            Map.of(SessionField.GENERATION, one.server.ids().generation().value()),
            Map.of(SessionField.TIER, "dpop"))) {
      assertThat(problem(one.bearer().open(change).ask(one.key())))
          .isEqualTo("403 session_unknown");
    }
  }

  @Test
  void revocationObjectEndsASessionThatRedisStillKnows() {
    Player.Session session = one.bearer().open();
    assertThat(problem(session.ask(one.key()))).isEqualTo("200");

    new RevokedSessions(one.server.realBucket().bucket(), one.server.clock()).add(session.id);

    Await.until(() -> problem(session.ask(one.key())).equals("403 session_revoked"));
  }

  @Test
  void viewerMayPlayOnAsManyScreensAsTheSessionSays() {
    ViewerPseudonym viewer = one.someone();
    Map<SessionField, String> two = Map.of(SessionField.MAX_STREAMS, "2");
    Player.Session first =
        one.server.player().session(viewer, one.video, one.generation, Tier.BEARER).open(two);
    Player.Session second =
        one.server.player().session(viewer, one.video, one.generation, Tier.BEARER).open(two);
    Player.Session third =
        one.server.player().session(viewer, one.video, one.generation, Tier.BEARER).open(two);

    assertThat(problem(first.ask(one.key()))).isEqualTo("200");
    assertThat(problem(second.ask(one.key()))).isEqualTo("200");
    assertThat(problem(third.ask(one.key()))).isEqualTo("403 too_many_streams");
    assertThat(problem(first.ask(one.key("v360", 1)))).isEqualTo("200");
    one.server.clock().advance(Duration.ofSeconds(91));
    assertThat(problem(third.ask(one.key()))).isEqualTo("200");
  }

  @Test
  void sessionWithoutAStreamLimitIsRefused() {
    assertThat(problem(one.bearer().open(Map.of(SessionField.MAX_STREAMS, "")).ask(one.key())))
        .isEqualTo("403 too_many_streams");
  }
}
