package dev.reelkey.transcoder.timeline;

import java.util.List;

/**
 * One segment of the timeline.
 *
 * @param start PTS of its first frame in source ticks
 * @param runs its frames in display order
 */
public record TimelineSegment(long start, List<FrameRun> runs, SeekPoint seek) {
  public TimelineSegment {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a segment has frames");
    }
  }

  public int frames() {
    int frames = 0;
    for (FrameRun run : runs) {
      frames += run.count();
    }
    return frames;
  }

  /** PTS of the first frame after it. */
  public long end() {
    long end = start;
    for (FrameRun run : runs) {
      end += run.ticks() * run.count();
    }
    return end;
  }
}
