package dev.reelkey.transcoder.job;

import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedPeriod;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedRendition;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a generation as it lies in {@code work/{generation}/plan.json}; the first one that is
 * created counts.
 *
 * @param segmentsPerPeriod how many segments share one content key
 * @param timelineDigest SHA-256 of the timeline, lower-case hex
 */
public record WorkPlan(EncodingPlan encoding, int segmentsPerPeriod, String timelineDigest) {
  public WorkPlan {
    if (segmentsPerPeriod < 1) {
      throw new IllegalArgumentException("a period has segments");
    }
  }

  public List<String> tasks() {
    return encoding.tasks().stream().map(MediaTask::name).toList();
  }

  public int segments() {
    return encoding.timeline().segments().size();
  }

  public int periods() {
    return Timeline.period(segments() - 1, segmentsPerPeriod) + 1;
  }

  /** What key-server is asked for: one key per rendition and period. */
  public KeyPlanRequest keyPlan() {
    List<PlannedRendition> renditions = new ArrayList<>();
    encoding
        .video()
        .forEach(
            rung ->
                renditions.add(
                    new PlannedRendition(rung.name(), Math.min(rung.width(), rung.height()))));
    encoding.audio().forEach(rung -> renditions.add(new PlannedRendition(rung.name(), null)));
    encoding.subtitles().forEach(rung -> renditions.add(new PlannedRendition(rung.name(), null)));
    List<PlannedPeriod> periods = new ArrayList<>();
    for (int first = 0; first < segments(); first += segmentsPerPeriod) {
      double seconds = 0;
      for (int i = first; i < Math.min(first + segmentsPerPeriod, segments()); i++) {
        seconds += encoding.timeline().durationSeconds(i);
      }
      periods.add(new PlannedPeriod(first, seconds));
    }
    return new KeyPlanRequest(timelineDigest, renditions, periods);
  }
}
