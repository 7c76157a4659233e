package dev.reelkey.transcoder.publish;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.transcoder.job.TaskReport;
import dev.reelkey.transcoder.job.WorkPlan;
import dev.reelkey.transcoder.protect.StoredSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the tasks of a generation stored.
 *
 * @param segments of each rendition by number
 */
public record FinishedWork(
    VideoId video,
    GenerationId generation,
    WorkPlan plan,
    Map<RenditionName, List<StoredSegment>> segments) {

  /** Gathers the reports that won. */
  public static FinishedWork of(
      VideoId video, GenerationId generation, WorkPlan plan, List<TaskReport> reports) {
    Map<RenditionName, List<StoredSegment>> segments = new LinkedHashMap<>();
    for (TaskReport report : reports) {
      for (StoredSegment segment : report.segments()) {
        segments.computeIfAbsent(segment.rendition(), r -> new ArrayList<>()).add(segment);
      }
    }
    segments.values().forEach(each -> each.sort(Comparator.comparingInt(StoredSegment::segment)));
    return new FinishedWork(video, generation, plan, segments);
  }

  /** Empty where nothing was stored for it. */
  public List<StoredSegment> of(RenditionName rendition) {
    return segments.getOrDefault(rendition, List.of());
  }
}
