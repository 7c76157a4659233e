package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedPeriod;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedRendition;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.Presentation.VideoRendition;
import dev.reelkey.transcoder.playlist.KeyPeriods;
import dev.reelkey.transcoder.publish.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans the re-encryption of a presentation: the same renditions and periods, other keys. */
final class RotationPlanner {
  // About two minutes of film: what a crash costs.
  private static final int RUN = 20;

  private RotationPlanner() {}

  static Rotation plan(Presentation old, GenerationId next, String ticket) {
    Map<RenditionName, List<Segment>> renditions = Published.renditions(old);
    List<Rotation.Run> runs = new ArrayList<>();
    renditions.forEach(
        (rendition, segments) -> {
          for (int first = 0; first < segments.size(); first += RUN) {
            int last = Math.min(first + RUN, segments.size()) - 1;
            runs.add(
                new Rotation.Run(String.format("rekey-%04d", runs.size()), rendition, first, last));
          }
        });
    KeyPlanRequest keys =
        new KeyPlanRequest("rotation " + next, planned(old, renditions), periods(old));
    return new Rotation(old.generation(), old.number(), ticket, keys, runs);
  }

  private static List<PlannedRendition> planned(
      Presentation old, Map<RenditionName, List<Segment>> renditions) {
    Map<RenditionName, Integer> heights = new LinkedHashMap<>();
    for (VideoRendition each : old.videos()) {
      heights.put(each.name(), Math.min(each.width(), each.height()));
    }
    return renditions.keySet().stream()
        .map(name -> new PlannedRendition(name, heights.get(name)))
        .toList();
  }

  private static List<PlannedPeriod> periods(Presentation old) {
    List<Segment> segments = old.videos().get(0).segments();
    KeyPeriods periods = KeyPeriods.of(segments);
    List<PlannedPeriod> planned = new ArrayList<>();
    int first = 0;
    double seconds = 0;
    for (int i = 0; i < segments.size(); i++) {
      seconds += segments.get(i).seconds();
      if (i + 1 == segments.size() || periods.of(i + 1) != periods.of(i)) {
        planned.add(new PlannedPeriod(first, seconds));
        first = i + 1;
        seconds = 0;
      }
    }
    return planned;
  }
}
