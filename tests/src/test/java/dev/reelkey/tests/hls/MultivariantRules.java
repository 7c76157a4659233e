package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.MultivariantPlaylist.Variant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules of the multivariant playlist: M1 to M6 and M8; media tags are judged elsewhere. */
final class MultivariantRules {
  private static final Set<String> GROUPS = Set.of("AUDIO", "SUBTITLES");
  // A segment's duration is rounded in the text, so a rate computed from it may differ a little.
  private static final double ROUNDING = 0.005;
  private static final double AUTHORING_TOLERANCE = 0.1;

  private final MultivariantPlaylist playlist;
  private final Map<String, OpenedRendition> renditions;
  private final Findings findings;

  private MultivariantRules(
      MultivariantPlaylist playlist, Map<String, OpenedRendition> renditions, Findings findings) {
    this.playlist = playlist;
    this.renditions = renditions;
    this.findings = findings;
  }

  static void check(
      MultivariantPlaylist playlist, Map<String, OpenedRendition> renditions, Findings findings) {
    MultivariantRules rules = new MultivariantRules(playlist, renditions, findings);
    playlist.variants().forEach(rules::checkVariant);
    rules.checkLadder();
    MediaTagRules.check(playlist, renditions.keySet(), findings);
  }

  private void checkVariant(Variant variant) {
    OpenedRendition video = renditions.get(variant.uri());
    findings.must(video != null, "M4", variant.where(), "the variant's playlist is not stored");
    for (String type : GROUPS) {
      findings.must(
          !variant.attributes().has(type)
              || !playlist.group(type, variant.attributes().text(type)).isEmpty(),
          "M8",
          variant.where(),
          type + " names no group");
    }
    findings.must(
        !variant.attributes().has("CLOSED-CAPTIONS")
            || variant.attributes().text("CLOSED-CAPTIONS").equals("NONE"),
        "M8",
        variant.where(),
        "closed captions that we never write");
    if (video != null && video.isWhole()) {
      checkRates(variant, video);
      new VariantFacts(variant, video).check(playlist, findings);
    }
  }

  private void checkRates(Variant variant, OpenedRendition video) {
    BitRates measured = BitRates.of(video);
    for (String type : GROUPS) {
      BitRates worst = BitRates.NONE;
      for (Attributes media : playlist.group(type, variant.attributes().text(type))) {
        OpenedRendition rendition = renditions.get(media.text("URI"));
        worst = rendition == null ? worst : worst.or(BitRates.of(rendition));
      }
      measured = measured.plus(worst);
    }
    double peak = variant.attributes().number("BANDWIDTH");
    findings.must(
        peak >= measured.peak() * (1 - ROUNDING) && peak <= measured.peak() * (1 + ROUNDING) + 1000,
        "M1",
        variant.where(),
        "BANDWIDTH is " + (long) peak + ", measured " + Math.round(measured.peak()));
    double average = variant.attributes().number("AVERAGE-BANDWIDTH");
    findings.must(
        Math.abs(average - measured.average()) <= AUTHORING_TOLERANCE * measured.average(),
        "M2",
        variant.where(),
        "AVERAGE-BANDWIDTH is " + (long) average + ", measured " + measured.average());
    findings.should(
        peak <= 2 * average, "M2", variant.where(), "the peak is over twice the average");
  }

  private void checkLadder() {
    Set<String> rates =
        playlist.variants().stream()
            .map(each -> each.attributes().text("BANDWIDTH"))
            .collect(Collectors.toCollection(TreeSet::new));
    findings.should(rates.size() > 1, "M6", playlist.name(), "one bit rate alone");
    double least = Double.MAX_VALUE;
    double most = 0;
    double height = Double.MAX_VALUE;
    for (Variant variant : playlist.variants()) {
      String[] size = variant.attributes().text("RESOLUTION").split("x");
      if (size.length == 2) {
        double aspect = Double.parseDouble(size[0]) / Double.parseDouble(size[1]);
        least = Math.min(least, aspect);
        most = Math.max(most, aspect);
        height =
            Math.min(height, Math.min(Double.parseDouble(size[0]), Double.parseDouble(size[1])));
      }
    }
    // Sizes are even numbers, so the smallest picture may be a line and a column off.
    findings.must(
        most <= least * (1 + 4 / height), "M6", playlist.name(), "different aspect ratios");
  }
}
