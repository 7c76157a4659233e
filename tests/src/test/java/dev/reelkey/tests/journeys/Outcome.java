package dev.reelkey.tests.journeys;

import java.util.List;

/**
 * What became of a clip.
 *
 * @param brokenRules rules of HLS that the stored bytes break
 * @param losses where a viewer gets something else than was uploaded
 * @param used each key with each IV, once per segment
 */
record Outcome(List<String> brokenRules, List<String> losses, List<UsedKey> used) {
  Outcome {
    brokenRules = List.copyOf(brokenRules);
    losses = List.copyOf(losses);
    used = List.copyOf(used);
  }
}
