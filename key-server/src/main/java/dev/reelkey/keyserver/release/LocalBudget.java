package dev.reelkey.keyserver.release;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** What one viewer may still ask of one generation while the session store is silent. */
final class LocalBudget {
  private final Pace pace;
  private final BitSet paid = new BitSet();
  private double left;
  private Instant at;

  LocalBudget(Pace pace, Instant now) {
    this.pace = pace;
    this.left = pace.burstSeconds();
    this.at = now;
  }

  /** Zero where the period is paid, now or before; else how long until it can be. */
  synchronized Duration spend(int period, double seconds, Instant now) {
    if (now.isAfter(at)) {
      double gained = Duration.between(at, now).toMillis() / 1000.0 * pace.refill();
      left = Math.min(pace.burstSeconds(), left + gained);
      at = now;
    }
    if (paid.get(period)) {
      return Duration.ZERO;
    }
    double price = Math.min(seconds, pace.burstSeconds());
    if (left < price) {
      return pace.untilRefilled(price - left);
    }
    left -= price;
    paid.set(period);
    return Duration.ZERO;
  }

  synchronized double left() {
    return left;
  }
}
