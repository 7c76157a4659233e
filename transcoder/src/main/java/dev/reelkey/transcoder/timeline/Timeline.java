package dev.reelkey.transcoder.timeline;

import java.util.List;

/**
 * The cut points and frame times of one generation; every rendition cuts by it.
 *
 * @param standIns indexes of those pictures that the source has not: the one before stands on
 */
public record Timeline(TimeBase timeBase, List<TimelineSegment> segments, List<Integer> standIns) {
  /** What every track and rendition adds to its time stamps, so that no DTS is negative. */
  public static final long OFFSET_MPEG_TICKS = 900_000;

  public Timeline {
    segments = List.copyOf(segments);
    // Plans that were stored by an earlier version have none.
    standIns = standIns == null ? List.of() : List.copyOf(standIns);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a timeline has segments");
    }
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).start() != segments.get(i - 1).end()) {
        throw new IllegalArgumentException("a timeline has no gap: segment " + i);
      }
    }
  }

  /** A film that the source has every picture of. */
  public Timeline(TimeBase timeBase, List<TimelineSegment> segments) {
    this(timeBase, segments, List.of());
  }

  /** PTS of the first displayed frame in source ticks: media time zero. */
  public long origin() {
    return segments.get(0).start();
  }

  /** PTS where the last frame ends. */
  public long end() {
    return segments.get(segments.size() - 1).end();
  }

  public int frames() {
    return segments.stream().mapToInt(TimelineSegment::frames).sum();
  }

  public double durationSeconds() {
    return timeBase.seconds(end() - origin());
  }

  public double durationSeconds(int segment) {
    TimelineSegment cut = segments.get(segment);
    return timeBase.seconds(cut.end() - cut.start());
  }

  /** The 90 kHz stamp of a source time: the same in every rendition. */
  public long mpegTime(long pts) {
    return OFFSET_MPEG_TICKS + timeBase.mpegTicks(pts - origin());
  }

  /** EXT-X-TARGETDURATION: the longest segment, rounded (RFC 8216bis, 4.4.3.1). */
  public int targetDurationSeconds() {
    double longest = 1;
    for (int i = 0; i < segments.size(); i++) {
      longest = Math.max(longest, durationSeconds(i));
    }
    return (int) Math.round(longest);
  }

  /** The key period that a segment belongs to. */
  public static int period(int segment, int segmentsPerPeriod) {
    return segment / segmentsPerPeriod;
  }

  /** Average, for the FRAME-RATE attribute. */
  public double framesPerSecond() {
    return frames() / durationSeconds();
  }
}
