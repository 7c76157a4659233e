package dev.reelkey.transcoder.timeline;

/** The length of one source tick in seconds, as a fraction. */
public record TimeBase(int numerator, int denominator) {
  private static final long MPEG_TICKS_PER_SECOND = 90_000;

  public TimeBase {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException("a time base is a positive fraction");
    }
  }

  public double seconds(long ticks) {
    return (double) ticks * numerator / denominator;
  }

  /** The nearest number of ticks. */
  public long ticks(double seconds) {
    return Math.round(seconds * denominator / numerator);
  }

  /** Rounded half up to ticks of 90 kHz, so that equal source times give equal stamps anywhere. */
  public long mpegTicks(long ticks) {
    return rescale(ticks, MPEG_TICKS_PER_SECOND);
  }

  /** Rounded half up to a clock of so many units per second, such as audio samples. */
  public long rescale(long ticks, long unitsPerSecond) {
    long scaled = Math.multiplyExact(Math.multiplyExact(ticks, unitsPerSecond), 2L * numerator);
    return Math.floorDiv(scaled + denominator, 2L * denominator);
  }
}
