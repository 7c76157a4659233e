package dev.reelkey.transcoder.playlist;

import dev.reelkey.core.video.Presentation.Segment;
import java.util.List;

/**
 * Bit rates of a media playlist, by the sizes of its encrypted segments (RFC 8216bis, 4.1).
 *
 * @param peak the largest of any run of segments that lasts 0.5 to 1.5 target durations
 * @param average all bits over all seconds
 */
public record BitRates(long peak, long average) {
  public static BitRates of(List<Segment> segments, int targetDuration) {
    double bits = 0;
    double seconds = 0;
    double peak = 0;
    for (int from = 0; from < segments.size(); from++) {
      bits += bits(segments.get(from));
      seconds += segments.get(from).seconds();
      peak = Math.max(peak, peakFrom(segments, from, targetDuration));
    }
    double average = bits / seconds;
    return new BitRates((long) Math.ceil(Math.max(peak, average)), (long) Math.ceil(average));
  }

  private static double peakFrom(List<Segment> segments, int from, int targetDuration) {
    double bits = 0;
    double seconds = 0;
    double peak = 0;
    for (int to = from; to < segments.size(); to++) {
      bits += bits(segments.get(to));
      seconds += segments.get(to).seconds();
      if (seconds > targetDuration * 1.5 + 0.5) {
        break;
      }
      if (seconds >= targetDuration * 0.5) {
        peak = Math.max(peak, bits / seconds);
      }
    }
    return peak;
  }

  private static double bits(Segment segment) {
    return segment.bytes() * 8.0;
  }
}
