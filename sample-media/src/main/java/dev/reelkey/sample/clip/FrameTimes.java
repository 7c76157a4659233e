package dev.reelkey.sample.clip;

import java.util.ArrayList;
import java.util.List;

/**
 * When each picture of a clip is shown.
 *
 * @param ticksPerSecond the unit of the times
 * @param starts when each picture appears, in ticks, the first at 0
 * @param end when the last picture disappears, in ticks
 */
public record FrameTimes(int ticksPerSecond, List<Long> starts, long end) {
  private static final int FLASHES_SHOWN_PER_SECOND = 10;

  public FrameTimes {
    starts = List.copyOf(starts);
    if (ticksPerSecond <= 0 || starts.isEmpty() || end <= starts.get(starts.size() - 1)) {
      throw new IllegalArgumentException("a clip needs pictures in order, and an end after them");
    }
  }

  /** Pictures that all last {@code ticksPerFrame}, for about {@code seconds}. */
  public static FrameTimes constant(int ticksPerSecond, int ticksPerFrame, int seconds) {
    long count = Math.round((double) seconds * ticksPerSecond / ticksPerFrame);
    List<Long> starts = new ArrayList<>();
    for (long n = 0; n < count; n++) {
      starts.add(n * ticksPerFrame);
    }
    return new FrameTimes(ticksPerSecond, starts, count * ticksPerFrame);
  }

  /** Pictures that last, in turn, each of the given numbers of milliseconds. */
  public static FrameTimes variable(int seconds, List<Integer> milliseconds) {
    List<Long> starts = new ArrayList<>();
    long at = 0;
    for (int n = 0; at < seconds * 1000L; n++) {
      starts.add(at);
      at += milliseconds.get(n % milliseconds.size());
    }
    return new FrameTimes(1000, starts, at);
  }

  public int count() {
    return starts.size();
  }

  public double seconds() {
    return (double) end / ticksPerSecond;
  }

  public double startSeconds(int frame) {
    return (double) starts.get(frame) / ticksPerSecond;
  }

  /** How long a picture stays, in ticks. */
  public long duration(int frame) {
    return (frame + 1 < count() ? starts.get(frame + 1) : end) - starts.get(frame);
  }

  /** When each flash begins: with the first picture at or after a whole second. */
  public List<Double> flashes() {
    List<Double> flashes = new ArrayList<>();
    for (int frame = 0; frame < count(); frame++) {
      if (startsFlash(frame)) {
        flashes.add(startSeconds(frame));
      }
    }
    return flashes;
  }

  /** Whether a picture belongs to a flash, which lasts a tenth of a second. */
  public boolean isFlash(int frame) {
    int first = frame;
    while (first > 0 && !startsFlash(first)) {
      first--;
    }
    long since = starts.get(frame) - starts.get(first);
    return since * FLASHES_SHOWN_PER_SECOND < ticksPerSecond;
  }

  private boolean startsFlash(int frame) {
    return frame == 0 || wholeSecondsBy(frame) > wholeSecondsBy(frame - 1);
  }

  /** How many whole seconds have been reached when the picture appears. */
  private long wholeSecondsBy(int frame) {
    return starts.get(frame) / ticksPerSecond;
  }
}
