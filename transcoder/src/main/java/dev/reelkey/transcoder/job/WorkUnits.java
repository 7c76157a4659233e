package dev.reelkey.transcoder.job;

import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much each task of a plan weighs in the progress that is shown; 100 per segment of video. */
final class WorkUnits {
  private static final long VIDEO = 100;
  private static final long AUDIO = 10;
  private static final long TEXT = 1;
  private static final long POSTER = 20;

  private WorkUnits() {}

  static Map<String, Long> of(EncodingPlan plan) {
    Map<String, Long> units = new LinkedHashMap<>();
    int segments = plan.timeline().segments().size();
    units.put(MediaTask.POSTER.name(), POSTER);
    for (Chunk chunk : plan.chunks()) {
      units.put(MediaTask.video(chunk).name(), VIDEO * chunk.segments());
    }
    plan.audio().forEach(rung -> units.put(rung.name().value(), AUDIO * segments));
    plan.subtitles().forEach(rung -> units.put(rung.name().value(), TEXT * segments));
    return units;
  }
}
