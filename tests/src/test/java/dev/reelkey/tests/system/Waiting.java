package dev.reelkey.tests.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does; always with an end. */
public final class Waiting {
  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /** Waits until the condition holds, or fails with what was waited for. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    long begin = System.nanoTime();
    boolean over = false;
    while (!condition.getAsBoolean()) {
      if (over) {
        throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what);
      }
      briefly();
      // Before the next look: whoever stood still to the end of the limit looks once more.
      over = System.nanoTime() - begin > limit.toNanos();
    }
  }

  /** One step between two looks at another process. */
  public static void briefly() {
    LockSupport.parkNanos(STEP.toNanos());
  }
}
