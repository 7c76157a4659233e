package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import java.util.List;
import java.util.Optional;

/**
 * A re-encryption under way, as it lies in {@code work/{generation}/rotation.json}.
 *
 * @param from the published generation whose segments are read
 * @param presentation its number
 * @param ticket lets the transcoder read the old keys for 24 h; worth nothing without its service
 *     key
 * @param plan of the new keys, with the periods of the old ones
 */
record Rotation(
    GenerationId from, int presentation, String ticket, KeyPlanRequest plan, List<Run> runs) {
  Rotation {
    runs = List.copyOf(runs);
  }

  /**
   * A piece of work.
   *
   * @param last segment, included
   */
  record Run(String name, RenditionName rendition, int first, int last) {}

  Optional<Run> run(String name) {
    return runs.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The ticket stays out of logs. */
  @Override
  public String toString() {
    return "Rotation(from " + from + ", " + runs.size() + " runs)";
  }
}
