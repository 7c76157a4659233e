package dev.reelkey.core.token;

import java.time.Duration;

/** How far two clocks of the system may differ. */
public final class Skew {
  public static final Duration ALLOWED = Duration.ofSeconds(30);

  private Skew() {}
}
