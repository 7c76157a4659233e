package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.MultivariantPlaylist.Variant;
import dev.reelkey.tests.transport.NalUnit;
import dev.reelkey.tests.transport.SequenceParameters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a variant claims, against its first pictures: M3, M4, C6. */
record VariantFacts(Variant variant, OpenedRendition video) {
  private static final double HIGHEST_RATE = 60;
  private static final String AAC_LC = "mp4a.40.2";

  void check(MultivariantPlaylist playlist, Findings findings) {
    checkCodecs(playlist, findings);
    checkSize(findings);
    checkRate(findings);
    String range = variant.attributes().text("VIDEO-RANGE");
    findings.must(
        range.isEmpty() || range.equals("SDR"), "M4", variant.where(), "VIDEO-RANGE is not SDR");
  }

  private void checkCodecs(MultivariantPlaylist playlist, Findings findings) {
    String value = variant.attributes().text("CODECS");
    Set<String> written = new HashSet<>(Arrays.asList(value.split(",")));
    Set<String> needed = new HashSet<>();
    parameters().ifPresent(set -> needed.add(set.codec()));
    if (!playlist.group("AUDIO", variant.attributes().text("AUDIO")).isEmpty()) {
      needed.add(AAC_LC);
    }
    if (!playlist.group("SUBTITLES", variant.attributes().text("SUBTITLES")).isEmpty()) {
      needed.add("wvtt");
    }
    findings.must(
        written.equals(needed), "M3", variant.where(), "CODECS is " + value + ", not " + needed);
  }

  private void checkSize(Findings findings) {
    String expected = parameters().map(set -> set.width() + "x" + set.height()).orElse("unknown");
    findings.must(
        variant.attributes().text("RESOLUTION").equals(expected),
        "M4",
        variant.where(),
        "RESOLUTION is not " + expected);
  }

  private void checkRate(Findings findings) {
    String written = variant.attributes().text("FRAME-RATE");
    findings.must(
        written.matches("[0-9]+\\.[0-9]{3}"), "M4", variant.where(), "FRAME-RATE lacks 3 decimals");
    double rate = variant.attributes().number("FRAME-RATE");
    findings.must(rate <= HIGHEST_RATE, "C6", variant.where(), "more than 60 frames per second");
    List<Long> times =
        video.segments().stream()
            .flatMap(segment -> segment.packets().stream())
            .map(packet -> packet.pts())
            .sorted()
            .toList();
    if (times.size() < 2) {
      return;
    }
    long shortest = Long.MAX_VALUE;
    for (int n = 1; n < times.size(); n++) {
      shortest = Math.min(shortest, times.get(n) - times.get(n - 1));
    }
    double span = (times.get(times.size() - 1) - times.get(0)) / OpenedSegment.TICKS;
    double average = (times.size() - 1) / span;
    // A rate of 23.976 has steps of 3753 and 3754 ticks; a variable one may be called by either
    // end.
    double highest = OpenedSegment.TICKS / Math.max(1, shortest - 1);
    findings.must(
        rate >= average - 0.02 && rate <= highest + 0.02,
        "M4",
        variant.where(),
        "FRAME-RATE is " + written + ", measured from " + average + " to " + highest);
  }

  private Optional<SequenceParameters> parameters() {
    return video.segments().get(0).packets().stream()
        .flatMap(packet -> NalUnit.split(packet.payload()).stream())
        .filter(unit -> unit.type() == NalUnit.SPS)
        .findFirst()
        .map(unit -> SequenceParameters.parse(unit.bytes()));
  }
}
