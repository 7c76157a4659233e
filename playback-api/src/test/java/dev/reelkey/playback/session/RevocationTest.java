package dev.reelkey.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.SharedPlayback;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlayback.class)
class RevocationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunningPlayback playback;
  private final SessionStore store;

  RevocationTest(RunningPlayback playback) {
    this.playback = playback;
    this.store = new SessionStore(playback.redis(), playback.clock());
  }

  @Test
  @DisplayName("FLT-2: where Redis answers with an error, the object is written all the same")
  void anErrorOfRedisLeavesTheObject() {
    Session session = sessionThatRedisCannotEnd();

    assertRevoked(session);
  }

  @Test
  @DisplayName("FLT-2: a session seen lately is ended though Redis cannot read it")
  void anErrorOfRedisHidesNoSessionSeenLately() {
    Session session = sessionThatRedisCannotEnd();
    run("redis.call('SET', KEYS[1], 'no hash') return {'ok'}", session);

    assertRevoked(session);
  }

  @Test
  void anErrorOfRedisDoesNotEndTheTryingAgain() {
    Session session = sessionThatRedisCannotEnd();
    RevokedSessions objects = new RevokedSessions(playback.s3().bucket(), playback.clock());
    try (Revocation revocation = new Revocation(store, objects)) {
      revocation.start();
      revocation.revoke(session);
      for (int n = 0; n < 3; n++) {
        run("return {redis.call('HSET', KEYS[1], 'revoked', '0')}", session);
        awaitMark(session);
      }
    }
  }

  private void assertRevoked(Session session) {
    String owner = playback.token("owner", Scope.PLAYBACK_START);
    assertThat(playback.revoke(session.id().value(), owner).status()).isEqualTo(204);

    String day = playback.clock().instant().toString().substring(0, 10);
    assertThat(playback.s3().bucket().head("revoked/" + day + "/" + session.id())).isPresent();
  }

  /** The end is marked, and then the viewer's streams are none: the script fails. */
  private Session sessionThatRedisCannotEnd() {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    String viewer = "viewer of " + video.video();
    JsonNode opened = playback.open(video.video(), "owner", viewer);
    assertThat(playback.get(opened.get("manifest_url").asText()).status()).isEqualTo(200);
    String id = opened.get("session_id").asText();
    Session session =
        RunningPlayback.patiently(() -> store.find(new SessionId(id))).orElseThrow().session();
    run("redis.call('SET', KEYS[2], 'no sorted set') return {'ok'}", session);
    return session;
  }

  private void awaitMark(Session session) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!run("return {redis.call('HGET', KEYS[1], 'revoked')}", session).contains("1")) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private List<Object> run(String script, Session session) {
    List<String> keys =
        List.of(SessionKeys.session(session.id()), SessionKeys.streamsOf(session.viewer()));
    return RunningPlayback.patiently(() -> playback.redis().run(script, keys, List.of(), PATIENCE));
  }
}
