package dev.reelkey.standalone.signing;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.EdgeKeys;
import dev.reelkey.standalone.data.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that sign media paths. They are derived from the token master by their ids, so that all
 * that is kept is which id signs from when.
 */
public final class PathKeys implements EdgeKeys {
  private static final String SCHEDULE = "edge-keys.json";
  // A path lives as long as its session.
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Secrets secrets;
  private final Clock clock;
  private final Duration delay;
  private final String edge;
  private final Set<String> others;
  private KeySchedule schedule;

  private PathKeys(
      Secrets secrets, Clock clock, Duration delay, List<String> configured, KeySchedule schedule) {
    this.secrets = secrets;
    this.clock = clock;
    this.delay = delay;
    this.edge = edgeOf(configured.get(0));
    this.others = configured.stream().skip(1).collect(Collectors.toUnmodifiableSet());
    this.schedule = schedule;
  }

  /**
   * Finds the schedule, or begins it with the first configured id. A configured number above all
   * that were scheduled signs at once: whoever sets it has published it.
   *
   * @param delay how long a key is published before it signs
   * @param configured ids; the others than the first are accepted too
   */
  public static PathKeys open(
      Secrets secrets, Clock clock, Duration delay, List<String> configured) {
    String file = edgeOf(configured.get(0)) + "-" + SCHEDULE;
    int number = numberOf(configured.get(0));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<KeySchedule> noted =
        secrets.note(file).map(note -> Json.parse(note, KeySchedule.class));
    KeySchedule schedule = noted.orElseGet(() -> KeySchedule.first(number, now));
    if (number > schedule.last().number()) {
      schedule = schedule.with(number, now, now, LONGEST.plus(delay));
    }
    PathKeys keys = new PathKeys(secrets, clock, delay, configured, schedule);
    if (!noted.equals(Optional.of(schedule))) {
      keys.keep(schedule);
    }
    return keys;
  }

  @Override
  public synchronized String current() {
    return keyId(schedule.current(now()).number());
  }

  @Override
  public synchronized Set<String> accepted() {
    Stream<String> published =
        schedule.published(now(), life()).stream().map(each -> keyId(each.number()));
    return Stream.concat(published, others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Publishes a new key, which signs after the delay.
   *
   * @return whether it was begun; false while an earlier one still waits
   */
  synchronized boolean rotate() {
    Optional<KeySchedule> next = schedule.rotated(now(), delay, life());
    next.ifPresent(this::keep);
    return next.isPresent();
  }

  /** What an operator may see of the keys. */
  synchronized List<KeyView> views() {
    return KeyView.of(schedule, now(), life(), this::keyId);
  }

  private void keep(KeySchedule next) {
    secrets.writeNote(edge + "-" + SCHEDULE, Json.bytes(next));
    schedule = next;
  }

  /** So long after its successor signs, a path of a key may be alive by any clock. */
  private Duration life() {
    return LONGEST.plus(delay);
  }

  private String keyId(int number) {
    return edge + "-" + number;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String edgeOf(String keyId) {
    return keyId.substring(0, keyId.lastIndexOf('-'));
  }

  private static int numberOf(String keyId) {
    return Integer.parseInt(keyId.substring(keyId.lastIndexOf('-') + 1));
  }
}
