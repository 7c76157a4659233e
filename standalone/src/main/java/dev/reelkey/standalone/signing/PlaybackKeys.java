package dev.reelkey.standalone.signing;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.SigningKeys;
import dev.reelkey.standalone.data.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that sign playback tokens, each in a file of its own among the secrets.
 *
 * <p>The delay is longer than any cache of the published keys holds them (five minutes and a
 * fetch), and than any token lives (five minutes and the clocks' skew).
 */
public final class PlaybackKeys implements SigningKeys {
  private static final String SCHEDULE = "playback-keys.json";

  private final Secrets secrets;
  private final Clock clock;
  private final Duration delay;
  private final Map<Integer, SigningKey> keys = new HashMap<>();
  private KeySchedule schedule;

  private PlaybackKeys(Secrets secrets, Clock clock, Duration delay, KeySchedule schedule) {
    this.secrets = secrets;
    this.clock = clock;
    this.delay = delay;
    this.schedule = schedule;
    schedule.entries().forEach(this::load);
  }

  /**
   * Finds the keys, or makes the first one.
   *
   * @param delay how long a key is published before it signs, and after its successor does
   */
  public static PlaybackKeys open(Secrets secrets, Clock clock, Duration delay) {
    Optional<KeySchedule> noted =
        secrets.note(SCHEDULE).map(note -> Json.parse(note, KeySchedule.class));
    KeySchedule schedule = noted.orElseGet(() -> KeySchedule.first(1, clock.instant()));
    PlaybackKeys keys = new PlaybackKeys(secrets, clock, delay, schedule);
    if (noted.isEmpty()) {
      secrets.writeNote(SCHEDULE, Json.bytes(schedule));
    }
    return keys;
  }

  @Override
  public synchronized SigningKey current() {
    return load(schedule.current(now()));
  }

  @Override
  public synchronized List<SigningKey> published() {
    return schedule.published(now(), delay).stream().map(this::load).toList();
  }

  /**
   * Publishes a new key, which signs after the delay.
   *
   * @return whether it was begun; false while an earlier one still waits
   */
  synchronized boolean rotate() {
    KeySchedule before = schedule;
    KeySchedule after = before.rotated(now(), delay, delay).orElse(before);
    if (after == before) {
      return false;
    }
    // The key first: a schedule never names one that is not there.
    after.entries().forEach(this::load);
    secrets.writeNote(SCHEDULE, Json.bytes(after));
    schedule = after;
    before.entries().stream()
        .filter(each -> !after.entries().contains(each))
        .forEach(each -> secrets.forget(file(each)));
    return true;
  }

  /** What an operator may see of the keys. */
  synchronized List<KeyView> views() {
    return KeyView.of(schedule, now(), delay, PlaybackKeys::keyId);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private SigningKey load(KeySchedule.Entry entry) {
    return keys.computeIfAbsent(
        entry.number(), number -> secrets.signingKey(file(entry), keyId(number)));
  }

  private static String keyId(int number) {
    return "play-" + number;
  }

  private static String file(KeySchedule.Entry entry) {
    return "playback-key-" + entry.number() + ".jwk";
  }
}
