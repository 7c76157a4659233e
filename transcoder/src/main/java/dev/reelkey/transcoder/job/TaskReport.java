package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.AttemptNonce;
import dev.reelkey.transcoder.protect.StoredSegment;
import java.util.List;

/** What the attempt that won a task stored; create-only, so the first report counts. */
public record TaskReport(String task, AttemptNonce attempt, List<StoredSegment> segments) {
  public TaskReport {
    segments = List.copyOf(segments);
  }
}
