package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.transport.AdtsFrame;
import dev.reelkey.tests.transport.MalformedStreamException;
import dev.reelkey.tests.transport.Pes;
import java.util.ArrayList;
import java.util.List;

/**
 * The timeline of one audio or video rendition, in seconds of its own timestamps.
 *
 * @param starts when each segment begins
 * @param end when the last frame ends, if a picture lasts as long as the one before
 * @param frame the longest that a frame lasts
 */
record Track(OpenedRendition rendition, List<Double> starts, double end, double frame) {
  static Track of(OpenedRendition rendition) {
    List<Double> starts = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    double audioFrame = 0;
    for (OpenedSegment segment : rendition.segments()) {
      starts.add(segment.firstPts() / OpenedSegment.TICKS);
      for (Pes packet : segment.packets()) {
        double at = packet.pts() / OpenedSegment.TICKS;
        times.add(at);
        if (rendition.kind() == Kind.AUDIO) {
          audioFrame = addFrames(packet, at, times, audioFrame);
        }
      }
    }
    times.sort(null);
    // Nothing but the playlist tells how long an only picture stays.
    boolean only = rendition.kind() == Kind.VIDEO && times.size() == 1;
    double longest = only ? rendition.playlist().totalSeconds() : audioFrame;
    for (int n = 1; n < times.size() && rendition.kind() == Kind.VIDEO; n++) {
      longest = Math.max(longest, times.get(n) - times.get(n - 1));
    }
    double last = times.isEmpty() ? 0 : times.get(times.size() - 1);
    double lastFrame =
        audioFrame > 0 || times.size() < 2 ? longest : last - times.get(times.size() - 2);
    return new Track(rendition, starts, last + lastFrame, longest);
  }

  /** Adds the frames after the first one of a packet, and returns how long one lasts. */
  private static double addFrames(Pes packet, double at, List<Double> times, double unknown) {
    try {
      List<AdtsFrame> frames = AdtsFrame.split(packet.payload());
      double length = (double) AdtsFrame.SAMPLES / frames.get(0).sampleRate();
      for (int n = 1; n < frames.size(); n++) {
        times.add(at + n * length);
      }
      return length;
    } catch (MalformedStreamException reportedElsewhere) {
      return unknown;
    }
  }

  /** How long a segment really lasts. */
  double seconds(int segment) {
    return (segment + 1 < starts.size() ? starts.get(segment + 1) : end) - starts.get(segment);
  }

  /**
   * When the playlist says that it ends; timestamps do not tell how long the last picture stays.
   */
  double statedEnd() {
    return starts.get(0) + rendition.playlist().totalSeconds();
  }

  String name() {
    return rendition.name();
  }
}
