package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.timeline.FrameRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays pictures one behind the other. One that stands long is planned again and again: players
 * guess how long the last picture of a segment stands by the one before, and would leave a hole.
 */
final class PictureRuns {
  private final long longest;
  private final List<FrameRun> runs = new ArrayList<>();
  private final List<Integer> standIns = new ArrayList<>();
  private int pictures;
  private long ticks;

  /**
   * Begins with nothing.
   *
   * @param longest ticks that a picture may stand before it is planned again
   */
  PictureRuns(long longest) {
    this.longest = Math.max(1, longest);
  }

  /** Adds a picture that stands so many ticks. */
  void add(long length) {
    int pieces = (int) Math.max(1, (length + longest - 1) / longest);
    for (int i = 1; i < pieces; i++) {
      standIns.add(pictures + i);
    }
    int longer = (int) (length % pieces);
    append(length / pieces + 1, longer);
    append(length / pieces, pieces - longer);
    pictures += pieces;
    ticks += length;
  }

  List<FrameRun> runs() {
    return runs;
  }

  /** Indexes of the pictures that repeat the one before. */
  List<Integer> standIns() {
    return standIns;
  }

  int pictures() {
    return pictures;
  }

  long ticks() {
    return ticks;
  }

  private void append(long length, int count) {
    if (count == 0) {
      return;
    }
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).ticks() == length) {
      runs.set(last, new FrameRun(length, runs.get(last).count() + count));
    } else {
      runs.add(new FrameRun(length, count));
    }
  }
}
