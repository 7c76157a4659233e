package dev.reelkey.transcoder.playlist;

import dev.reelkey.core.video.Presentation.Segment;
import java.util.ArrayList;
import java.util.List;

/** The key period of each segment of a rendition, told by where its key changes. */
public final class KeyPeriods {
  private final List<Integer> periods;

  private KeyPeriods(List<Integer> periods) {
    this.periods = periods;
  }

  public static KeyPeriods of(List<Segment> segments) {
    List<Integer> periods = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      boolean goesOn = i > 0 && segments.get(i).key().equals(segments.get(i - 1).key());
      int previous = i == 0 ? -1 : periods.get(i - 1);
      periods.add(goesOn ? previous : previous + 1);
    }
    return new KeyPeriods(periods);
  }

  public int of(int segment) {
    return periods.get(segment);
  }

  /** Index of the last period. */
  public int last() {
    return periods.get(periods.size() - 1);
  }
}
