package dev.reelkey.transcoder.media.child;

import java.time.Duration;

/**
 * What one child may use.
 *
 * @param idle longest silence while the child waits for nothing
 * @param cpu processor time, all threads together
 */
public record ChildLimits(Duration wall, Duration idle, Duration cpu, long outputBytes) {
  public static ChildLimits standard() {
    return new ChildLimits(
        Duration.ofHours(3), Duration.ofMinutes(2), Duration.ofHours(6), 16L << 30);
  }
}
