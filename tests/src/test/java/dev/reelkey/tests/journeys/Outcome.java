package dev.reelkey.tests.journeys;

import dev.reelkey.tests.hls.Cue;
import java.util.List;

/**
 * What became of a clip.
 *
 * @param brokenRules rules of HLS that the stored bytes break
 * @param losses where a viewer gets something else than was uploaded
 * @param subtitles the cues of each subtitle rendition, joined
 * @param used each key with each IV, once per segment
 */
record Outcome(
    List<String> brokenRules, List<String> losses, List<List<Cue>> subtitles, List<UsedKey> used) {
  Outcome {
    brokenRules = List.copyOf(brokenRules);
    losses = List.copyOf(losses);
    subtitles = List.copyOf(subtitles);
    used = List.copyOf(used);
  }
}
