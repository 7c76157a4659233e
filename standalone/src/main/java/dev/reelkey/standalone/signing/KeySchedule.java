package dev.reelkey.standalone.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which key signs when. Nothing runs on a timer: who asks at a time gets the answer of that time.
 *
 * <p>A key is published for a delay before it signs, so that every verifier has it by then, and for
 * so long after its successor signs as a token of it may live.
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
  record Entry(int number, Instant signsFrom) {}

  static KeySchedule first(int number, Instant now) {
    return new KeySchedule(List.of(new Entry(number, now)));
  }

  Entry last() {
    return entries.get(entries.size() - 1);
  }

  /** The latest key whose time has come. */
  Entry current(Instant now) {
    Entry current = entries.get(0);
    for (Entry each : entries) {
      current = each.signsFrom().isAfter(now) ? current : each;
    }
    return current;
  }

  /**
   * What is published now.
   *
   * @param life how long a key is published after its successor signs
   */
  List<Entry> published(Instant now, Duration life) {
    List<Entry> published = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (now.isBefore(retires(i, life))) {
        published.add(entries.get(i));
      }
    }
    return published;
  }

  /** The schedule with one more key, without those that are retired; empty while one waits. */
  Optional<KeySchedule> rotated(Instant now, Duration delay, Duration life) {
    return last().signsFrom().isAfter(now)
        ? Optional.empty()
        : Optional.of(with(last().number() + 1, now, now.plus(delay), life));
  }

  /** The schedule with this key, without those that are retired now. */
  KeySchedule with(int number, Instant now, Instant signsFrom, Duration life) {
    List<Entry> next = new ArrayList<>(published(now, life));
    next.add(new Entry(number, signsFrom));
    return new KeySchedule(next);
  }

  private Instant retires(int index, Duration life) {
    return index == entries.size() - 1
        ? Instant.MAX
        : entries.get(index + 1).signsFrom().plus(life);
  }
}
