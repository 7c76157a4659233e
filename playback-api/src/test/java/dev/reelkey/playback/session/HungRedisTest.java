package dev.reelkey.playback.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.Tier;
import dev.reelkey.playback.testing.MovableClock;
import dev.reelkey.playback.testing.RunningPlayback;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HungRedisTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MORE_THAN_THE_GRACE = Duration.ofSeconds(45);

  private final RealRedis server = RealRedis.start();
  private final Redis redis = server.open();
  private final MovableClock clock = new MovableClock();
  private final SessionStore store = new SessionStore(redis, clock);
  private final Session session = session();
  private String pid = "";

  @BeforeEach
  void open() {
    RunningPlayback.patiently(() -> store.open(session));
    String about = run("return {redis.call('INFO', 'server')}").get(0).toString();
    pid = about.replaceAll("(?s).*process_id:([0-9]+).*", "$1");
  }

  @AfterEach
  void stop() throws Exception {
    signal("CONT");
    redis.close();
    server.close();
  }

  @Test
  @DisplayName("FLT-1: who asked before a hang and long after it is no thief")
  void whatWasAskedOnlyBeforeTheHangIsNotUsedUp() throws Exception {
    signal("STOP");
    assertThatThrownBy(() -> store.refresh(session.id(), 1, "laptop"))
        .isInstanceOf(RedisUnavailableException.class);
    goOn();
    pass(MORE_THAN_THE_GRACE);

    assertThat(refreshed(1)).isEqualTo(new SessionStore.Refreshing(SessionStore.Outcome.NEXT, 2));
  }

  @Test
  @DisplayName("FLT-1: who asks again and again during a hang is no thief")
  void whatWasAskedDuringTheHangIsNotUsedUp() throws Exception {
    signal("STOP");
    for (int n = 0; n < 3; n++) {
      assertThatThrownBy(() -> store.refresh(session.id(), 1, "laptop"))
          .isInstanceOf(RedisUnavailableException.class);
      clock.advance(Duration.ofSeconds(20));
    }
    goOn();

    assertThat(refreshed(1)).isEqualTo(new SessionStore.Refreshing(SessionStore.Outcome.NEXT, 2));
  }

  @Test
  void aRefreshThatRunsAfterItsAskerHasGoneChangesNothing() {
    String now = Long.toString(clock.millis());
    String gone = Long.toString(now() - 1);

    assertThat(run(SessionScripts.REFRESH, "1", now, "laptop", "30000", gone))
        .containsExactly("late");
    assertThat(RunningPlayback.patiently(() -> store.find(session.id())))
        .hasValueSatisfying(stored -> assertThat(stored.refresh()).isEqualTo(1))
        .hasValueSatisfying(stored -> assertThat(stored.revoked()).isFalse());
  }

  private SessionStore.Refreshing refreshed(long number) {
    return RunningPlayback.patiently(() -> store.refresh(session.id(), number, "laptop"));
  }

  private long now() {
    return Long.parseLong(run(SessionScripts.TIME).get(0).toString());
  }

  /** Nobody moves the clock of Redis: what it has noted moves instead. */
  private void pass(Duration time) {
    run("return {redis.call('HINCRBY', KEYS[1], 'refreshed_at', " + -time.toMillis() + ")}");
    clock.advance(time);
  }

  private List<Object> run(String script, String... arguments) {
    List<String> keys = List.of(SessionKeys.session(session.id()));
    return redis.run(script, keys, List.of(arguments), PATIENCE);
  }

  /** Once it answers, what had waited in its connections is done too. */
  private void goOn() throws Exception {
    signal("CONT");
    run("return {'there'}");
  }

  /** Stopped, it hangs: connections stay, and what is said waits in them. */
  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
    assertThat(kill.waitFor()).isZero();
  }

  private Session session() {
    RandomIds ids = new RandomIds(new SecureRandom());
    ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));
    return new Session(
        ids.session(viewer),
        viewer,
        ids.video(),
        ids.generation(),
        1,
        Tier.BEARER,
        clock.instant(),
        clock.instant().plus(Duration.ofHours(1)),
        null,
        null,
        3,
        SubjectHash.of("owner"),
        SubjectHash.of("owner"));
  }
}
