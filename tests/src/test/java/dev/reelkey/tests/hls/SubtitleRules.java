package dev.reelkey.tests.hls;

import java.util.List;

/** The rules of WebVTT renditions: C5 and M12. */
final class SubtitleRules {
  // WebVTT counts in milliseconds.
  private static final double ROUNDING_SECONDS = 0.002;

  private SubtitleRules() {}

  static void check(Track video, OpenedRendition subtitles, Findings findings) {
    double total = video.rendition().playlist().totalSeconds();
    findings.must(
        Math.abs(subtitles.playlist().totalSeconds() - total) <= video.frame() + ROUNDING_SECONDS,
        "M12",
        subtitles.name(),
        "the subtitles last " + subtitles.playlist().totalSeconds() + " s, the video " + total);
    List<Cue> all =
        subtitles.segments().stream()
            .flatMap(segment -> segment.subtitles().stream())
            .flatMap(text -> text.cues().stream())
            .distinct()
            .toList();
    double start = video.starts().get(0);
    for (OpenedSegment segment : subtitles.segments()) {
      double end = start + segment.described().seconds();
      for (Cue cue : all) {
        if (cue.start() < end - ROUNDING_SECONDS && cue.end() > start + ROUNDING_SECONDS) {
          findings.must(
              segment.subtitles().orElseThrow().cues().contains(cue),
              "C5",
              segment.described().where(),
              "a cue that shows in the period is missing: " + cue);
        }
      }
      start = end;
    }
    for (Cue cue : all) {
      findings.must(
          cue.end() > cue.start()
              && cue.start() >= video.starts().get(0) - ROUNDING_SECONDS
              && cue.start() < video.statedEnd(),
          "C5",
          subtitles.name(),
          "a cue outside of the film: " + cue);
    }
  }
}
