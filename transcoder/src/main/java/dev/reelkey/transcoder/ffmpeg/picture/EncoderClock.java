package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.timeline.PictureClock;
import dev.reelkey.transcoder.timeline.Timeline;

/**
 * The times that the encoder sees. They steer its rate control and stand in the parameter sets, so
 * they are made from the whole film and equal in all chunks; real stamps come from the plan.
 */
final class EncoderClock {
  private static final double ALMOST_EQUAL = 0.02;
  private static final long LARGEST_TERM = 200_000;

  private final PictureClock clock;
  private final boolean constant;
  private final long timeNumerator;
  private final long timeDenominator;

  EncoderClock(Timeline timeline, PictureClock clock) {
    this.clock = clock;
    int pictures = clock.pictures();
    long ticks = clock.time(pictures) - clock.time(0);
    this.constant = isConstant(clock, ticks);
    if (!constant) {
      timeNumerator = timeline.timeBase().numerator();
      timeDenominator = timeline.timeBase().denominator();
      return;
    }
    // One tick per picture; the last one's length is often a guess and is left out.
    int whole = Math.max(1, pictures - 1);
    long span = pictures > 1 ? clock.time(whole) - clock.time(0) : ticks;
    long numerator = Math.multiplyExact(span, timeline.timeBase().numerator());
    long denominator = Math.multiplyExact((long) whole, timeline.timeBase().denominator());
    long divisor = gcd(numerator, denominator);
    boolean small = Math.max(numerator, denominator) / divisor <= LARGEST_TERM;
    timeNumerator = small ? numerator / divisor : 1_000;
    timeDenominator = small ? denominator / divisor : Math.round(1_000.0 * denominator / numerator);
  }

  int timeNumerator() {
    return (int) timeNumerator;
  }

  int timeDenominator() {
    return (int) timeDenominator;
  }

  /** Pictures per second as a fraction: exact for constant rates, the average for others. */
  int rateNumerator(Timeline timeline) {
    return constant ? (int) timeDenominator : (int) Math.round(timeline.framesPerSecond() * 1_000);
  }

  int rateDenominator() {
    return constant ? (int) timeNumerator : 1_000;
  }

  long toEncoder(int picture, int first) {
    return constant ? picture - first : clock.time(picture) - clock.time(first);
  }

  int toPicture(long encoderTime, int first) {
    return constant ? (int) encoderTime + first : clock.pictureAt(encoderTime + clock.time(first));
  }

  private static boolean isConstant(PictureClock clock, long ticks) {
    double average = (double) ticks / clock.pictures();
    double allowed = Math.max(1, average * ALMOST_EQUAL);
    for (int i = 0; i + 1 < clock.pictures(); i++) {
      if (Math.abs(clock.time(i + 1) - clock.time(i) - average) > allowed) {
        return false;
      }
    }
    return true;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
