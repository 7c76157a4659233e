package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.video.Presentation.Segment;
import java.util.List;

/** What the attempt that won a run stored, in the order of the segments; create-only. */
record RekeyReport(String run, List<Segment> segments) {
  RekeyReport {
    segments = List.copyOf(segments);
  }
}
