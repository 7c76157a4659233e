package dev.reelkey.transcoder.timeline;

import java.util.ArrayList;
import java.util.List;

/** Display times as a plain ascending array, and back to runs. */
public final class PictureClock {
  private final long[] times;

  private PictureClock(long[] times) {
    this.times = times;
  }

  /** The times of pictures that begin at {@code start}; one entry more than pictures: the end. */
  public static PictureClock of(long start, List<FrameRun> runs) {
    int count = 0;
    for (FrameRun run : runs) {
      count = Math.addExact(count, run.count());
    }
    long[] times = new long[count + 1];
    times[0] = start;
    int at = 0;
    for (FrameRun run : runs) {
      for (int i = 0; i < run.count(); i++) {
        times[at + 1] = times[at] + run.ticks();
        at++;
      }
    }
    return new PictureClock(times);
  }

  public static PictureClock of(Timeline timeline) {
    List<FrameRun> runs = new ArrayList<>();
    timeline.segments().forEach(segment -> runs.addAll(segment.runs()));
    return of(timeline.origin(), runs);
  }

  public int pictures() {
    return times.length - 1;
  }

  /** PTS of a picture; of {@code pictures()} the end of the film. */
  public long time(int picture) {
    return times[picture];
  }

  /**
   * DTS of a picture in decoding order: the PTS of the picture {@code delay} positions earlier.
   * Before the film it goes on with the length of the first picture.
   */
  public long decodingTime(int picture, int delay) {
    int earlier = picture - delay;
    return earlier >= 0 ? times[earlier] : times[0] + earlier * (times[1] - times[0]);
  }

  /** Index of the last picture that begins at or before {@code pts}; -1 before the first. */
  public int pictureAt(long pts) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= pts) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Pictures from {@code from} up to and without {@code to}. */
  public List<FrameRun> runs(int from, int to) {
    List<FrameRun> runs = new ArrayList<>();
    int count = 0;
    for (int i = from; i < to; i++) {
      count++;
      long length = times[i + 1] - times[i];
      if (i + 1 == to || times[i + 2] - times[i + 1] != length) {
        runs.add(new FrameRun(length, count));
        count = 0;
      }
    }
    return runs;
  }
}
