package dev.reelkey.keyserver.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.session.SessionField;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pace of a viewer, on a real Redis and a clock that the test moves. */
class PaceTest {
  private static final int PERIODS = 600;
  private static final double SECONDS = 12;
  private static RealRedis server;
  private static Redis redis;

  private final RandomIds ids = new RandomIds(new SecureRandom());
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final LocalAdmission local = new LocalAdmission(Pace.DEGRADED, clock);
  private final RedisAdmission admission =
      new RedisAdmission(redis, Duration.ofSeconds(5), Pace.USUAL, clock, local);
  private final ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));
  private final VideoId video = ids.video();
  private final GenerationId generation = ids.generation();

  @BeforeAll
  static void start() {
    server = RealRedis.start();
    redis = server.open();
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  @DisplayName("TOK-7 a harvester gets 600 s and 2 x real time, in one session or in a hundred")
  void harvesterIsHeldToThePace(int sessions) {
    List<SessionId> open = new ArrayList<>();
    for (int n = 0; n < sessions; n++) {
      open.add(session());
    }
    int next = 0;
    for (int second = 0; second <= 120; second += 10) {
      boolean more = true;
      for (int n = 0; more && next < PERIODS; n++) {
        more = ask(open.get((next + n) % sessions), next) instanceof AdmissionResult.Admitted;
        next += more ? 1 : 0;
      }
      assertThat(next * SECONDS).isLessThanOrEqualTo(600 + 2 * second);
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(next * SECONDS).isGreaterThan(600 + 2 * 120 - SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("TOK-7 play at 1x and 2x with quality switches is never refused")
  void playingIsNeverRefused(int speed) {
    SessionId session = session();
    // Players fill a buffer of 30 s first; a switch asks for the same period again.
    for (int period = 0; period < 200; period++) {
      assertThat(ask(session, period)).isInstanceOf(AdmissionResult.Admitted.class);
      assertThat(ask(session, period)).isInstanceOf(AdmissionResult.Admitted.class);
      clock.advance(Duration.ofMillis((long) (SECONDS * 1000 / speed)));
    }
  }

  @Test
  @DisplayName("TOK-7 a storm of twenty seeks is never refused")
  void seekStormIsNeverRefused() {
    SessionId session = session();
    Random places = new Random(3);
    for (int seek = 0; seek < 20; seek++) {
      int place = places.nextInt(PERIODS - 2);
      assertThat(ask(session, place)).isInstanceOf(AdmissionResult.Admitted.class);
      assertThat(ask(session, place + 1)).isInstanceOf(AdmissionResult.Admitted.class);
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void paidPeriodsAreFreeInTheNextSession() {
    SessionId first = session();
    int asked = 0;
    while (ask(first, asked) instanceof AdmissionResult.Admitted) {
      asked++;
    }
    SessionId second = session();
    for (int period = 0; period < asked; period++) {
      assertThat(ask(second, period)).isInstanceOf(AdmissionResult.Admitted.class);
    }
    assertThat(ask(second, asked)).isInstanceOf(AdmissionResult.Declined.class);
  }

  @Test
  void refusalTellsHowLongToWaitAndTheWaitIsEnough() {
    SessionId session = session();
    int asked = 0;
    AdmissionResult last = ask(session, asked);
    while (last instanceof AdmissionResult.Admitted) {
      asked++;
      last = ask(session, asked);
    }
    AdmissionResult.Declined declined = (AdmissionResult.Declined) last;
    assertThat(declined.why()).isEqualTo(Refusal.PACE_EXCEEDED);

    clock.advance(declined.retryAfter().minusMillis(1));
    assertThat(ask(session, asked)).isInstanceOf(AdmissionResult.Declined.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(ask(session, asked)).isInstanceOf(AdmissionResult.Admitted.class);
  }

  @Test
  void scriptThatRunsTwiceChargesOnce() {
    SessionId session = session();
    AdmissionRequest request = request(session, 0, "proof");

    AdmissionResult.Admitted first = (AdmissionResult.Admitted) admission.admit(request);
    AdmissionResult.Admitted again = (AdmissionResult.Admitted) admission.admit(request);

    assertThat(again.paceRemaining()).isEqualTo(first.paceRemaining());
  }

  @Test
  void clockThatStepsBackGivesNothing() {
    SessionId session = session();
    int asked = 0;
    while (ask(session, asked) instanceof AdmissionResult.Admitted) {
      asked++;
    }
    clock.advance(Duration.ofHours(-1));
    assertThat(ask(session, asked)).isInstanceOf(AdmissionResult.Declined.class);
    clock.advance(Duration.ofHours(1));
    assertThat(ask(session, asked)).isInstanceOf(AdmissionResult.Declined.class);
  }

  private SessionId session() {
    SessionId session = ids.session(viewer);
    Map<SessionField, String> fields =
        Map.of(
            SessionField.VIEWER,
            viewer.value(),
            SessionField.VIDEO,
            video.value(),
            SessionField.GENERATION,
            generation.value(),
            SessionField.TIER,
            "bearer",
            SessionField.EXPIRES,
            "9999999999",
            SessionField.MAX_STREAMS,
            "1000");
    List<String> arguments = new ArrayList<>();
    fields.forEach((name, value) -> arguments.addAll(List.of(name.toString(), value)));
    redis.run(
        "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end"
            + " return {'ok'}",
        List.of(SessionKeys.session(session)),
        arguments,
        Duration.ofSeconds(5));
    return session;
  }

  private AdmissionResult ask(SessionId session, int period) {
    return admission.admit(request(session, period, ""));
  }

  private AdmissionRequest request(SessionId session, int period, String proof) {
    return new AdmissionRequest(
        new Viewer(session, viewer, Tier.BEARER, 0, "", proof),
        video,
        generation,
        "203.0.113.7",
        360,
        period,
        SECONDS,
        "attempt");
  }
}
