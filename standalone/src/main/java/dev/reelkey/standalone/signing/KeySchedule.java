package dev.reelkey.standalone.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which key signs when. Nothing runs on a timer: who asks at a time gets the answer of that time.
 *
 * <p>A key is published for a delay before it signs, longer than any cache of the published keys
 * holds them (five minutes and a fetch), and for the same delay after its successor does, longer
 * than any token of it lives (five minutes and the clocks' skew).
 *
 * @param entries oldest first
 */
record KeySchedule(List<Entry> entries) {
  KeySchedule {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a schedule names at least one key");
    }
  }

  /**
   * One key.
   *
   * @param number counts up; the key id is made of it
   */
  record Entry(int number, Instant signsFrom) {
    String keyId() {
      return "play-" + number;
    }

    String file() {
      return "playback-key-" + number + ".jwk";
    }
  }

  static KeySchedule first(Instant now) {
    return new KeySchedule(List.of(new Entry(1, now)));
  }

  /** The latest key whose time has come. */
  Entry current(Instant now) {
    Entry current = entries.get(0);
    for (Entry each : entries) {
      current = each.signsFrom().isAfter(now) ? current : each;
    }
    return current;
  }

  List<Entry> published(Instant now, Duration delay) {
    List<Entry> published = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (now.isBefore(retires(i, delay))) {
        published.add(entries.get(i));
      }
    }
    return published;
  }

  /** The schedule with one more key, without those that are retired; empty while one waits. */
  Optional<KeySchedule> rotated(Instant now, Duration delay) {
    Entry last = entries.get(entries.size() - 1);
    if (last.signsFrom().isAfter(now)) {
      return Optional.empty();
    }
    List<Entry> next = new ArrayList<>(published(now, delay));
    next.add(new Entry(last.number() + 1, now.plus(delay)));
    return Optional.of(new KeySchedule(next));
  }

  private Instant retires(int index, Duration delay) {
    return index == entries.size() - 1
        ? Instant.MAX
        : entries.get(index + 1).signsFrom().plus(delay);
  }
}
