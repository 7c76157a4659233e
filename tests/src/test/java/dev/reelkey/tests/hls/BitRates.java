package dev.reelkey.tests.hls;

import java.util.List;

/**
 * Measured bit rates of a rendition as it is stored, encryption included.
 *
 * @param peak of the worst run of segments (HLS2 4.1), in bits per second
 * @param average over the whole, in bits per second
 */
record BitRates(double peak, double average) {
  static final BitRates NONE = new BitRates(0, 0);

  static BitRates of(OpenedRendition rendition) {
    List<MediaSegment> segments = rendition.playlist().segments();
    int target = rendition.playlist().targetDuration();
    double peak = 0;
    double total = 0;
    for (int from = 0; from < segments.size(); from++) {
      double seconds = 0;
      double bits = 0;
      total += 8.0 * rendition.storedBytes(from);
      for (int n = from; n < segments.size() && seconds <= 1.5 * target + 0.5; n++) {
        seconds += segments.get(n).seconds();
        bits += 8.0 * rendition.storedBytes(n);
        if (seconds >= 0.5 * target && seconds <= 1.5 * target + 0.5) {
          peak = Math.max(peak, bits / seconds);
        }
      }
    }
    double average = total / rendition.playlist().totalSeconds();
    return new BitRates(Math.max(peak, average), average);
  }

  /** Both played at once. */
  BitRates plus(BitRates other) {
    return new BitRates(peak + other.peak, average + other.average);
  }

  /** The worse of two alternatives. */
  BitRates or(BitRates other) {
    return new BitRates(Math.max(peak, other.peak), Math.max(average, other.average));
  }
}
