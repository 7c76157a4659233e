package dev.reelkey.transcoder.timeline;

/**
 * Successive frames that last equally long; a constant rate needs one run per segment.
 *
 * @param ticks length of each frame in source ticks
 */
public record FrameRun(long ticks, int count) {
  public FrameRun {
    if (ticks <= 0 || count <= 0) {
      throw new IllegalArgumentException("a run has frames that last");
    }
  }
}
