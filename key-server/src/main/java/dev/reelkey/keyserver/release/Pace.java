package dev.reelkey.keyserver.release;

import java.time.Duration;

/**
 * How fast a viewer may ask for distinct periods of one video.
 *
 * @param burstSeconds timeline seconds at once, so that seeking works
 * @param refill timeline seconds gained per second of real time
 */
public record Pace(double burstSeconds, double refill) {
  /** What the session store keeps. */
  public static final Pace USUAL = new Pace(600, 2);

  /** What one instance allows by itself while the session store is silent. */
  public static final Pace DEGRADED = new Pace(60, 1);

  public Pace {
    if (burstSeconds <= 0 || refill <= 0) {
      throw new IllegalArgumentException("a pace needs a burst and a refill");
    }
  }

  /** How long until {@code missing} timeline seconds are there. */
  Duration untilRefilled(double missing) {
    return Duration.ofMillis((long) Math.ceil(missing / refill * 1000));
  }
}
