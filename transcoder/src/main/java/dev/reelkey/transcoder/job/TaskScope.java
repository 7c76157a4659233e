package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.timeline.Timeline;
import java.util.List;

/**
 * Which part of the film a task covers.
 *
 * @param renditions that it makes; empty for the poster, whose pictures are no part of the film
 */
public record TaskScope(
    List<RenditionName> renditions, int firstSegment, int lastSegment, int segmentsPerPeriod) {
  public TaskScope {
    renditions = List.copyOf(renditions);
  }

  public static TaskScope of(String task, WorkPlan plan) {
    if (task.equals(MediaTask.POSTER.name())) {
      return new TaskScope(List.of(), 0, 0, plan.segmentsPerPeriod());
    }
    for (Chunk chunk : plan.encoding().chunks()) {
      if (MediaTask.video(chunk).name().equals(task)) {
        List<RenditionName> rungs = plan.encoding().video().stream().map(VideoRung::name).toList();
        return new TaskScope(
            rungs, chunk.firstSegment(), chunk.endSegment() - 1, plan.segmentsPerPeriod());
      }
    }
    return new TaskScope(
        List.of(new RenditionName(task)), 0, plan.segments() - 1, plan.segmentsPerPeriod());
  }

  public int firstPeriod() {
    return Timeline.period(firstSegment, segmentsPerPeriod);
  }

  public int lastPeriod() {
    return Timeline.period(lastSegment, segmentsPerPeriod);
  }
}
