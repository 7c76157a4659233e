package dev.reelkey.keyserver.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Bounds how many keys leave by the internal API in an hour: a stolen service key is not all. */
final class GrantCap {
  private static final Duration WINDOW = Duration.ofHours(1);

  private final int perHour;
  private final Clock clock;
  private Instant begin;
  private int granted;

  GrantCap(int perHour, Clock clock) {
    this.perHour = perHour;
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Whether {@code keys} more may go; they are counted then. */
  synchronized boolean take(int keys) {
    Instant now = clock.instant();
    if (!now.isBefore(begin.plus(WINDOW))) {
      begin = now;
      granted = 0;
    }
    if (granted + keys > perHour) {
      return false;
    }
    granted += keys;
    return true;
  }
}
