package dev.reelkey.tests.system;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does; always with an end. */
public final class Waiting {
  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /** Waits until the condition holds, or fails with what was waited for. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what);
      }
      briefly();
    }
  }

  /** One step between two looks at another process. */
  public static void briefly() {
    LockSupport.parkNanos(STEP.toNanos());
  }
}
