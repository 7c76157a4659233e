package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import java.util.List;
import java.util.Optional;

/** The rules about time over all renditions: D3 to D6, D9 and M12. */
final class TimelineRules {
  private static final double NOMINAL_SECONDS = 6;
  // Timestamps count in 90 kHz and EXTINF in microseconds or milliseconds.
  private static final double ROUNDING_SECONDS = 0.001;

  private TimelineRules() {}

  static void check(List<OpenedRendition> renditions, Findings findings) {
    List<OpenedRendition> media =
        renditions.stream().filter(each -> each.kind() != Kind.SUBTITLES).toList();
    checkTargets(media, findings);
    for (OpenedRendition rendition : media) {
      ContinuityRules.check(rendition, findings);
    }
    List<Track> tracks = media.stream().filter(OpenedRendition::isWhole).map(Track::of).toList();
    Optional<Track> lead =
        tracks.stream().filter(each -> each.rendition().kind() == Kind.VIDEO).findFirst();
    lead.ifPresent(video -> tracks.forEach(track -> checkDurations(video, track, findings)));
    lead.ifPresent(video -> tracks.forEach(track -> checkAgainst(video, track, findings)));
    lead.ifPresent(
        video ->
            renditions.stream()
                .filter(each -> each.kind() == Kind.SUBTITLES)
                .forEach(each -> SubtitleRules.check(video, each, findings)));
  }

  private static void checkTargets(List<OpenedRendition> media, Findings findings) {
    for (OpenedRendition rendition : media) {
      int target = rendition.playlist().targetDuration();
      findings.must(
          target == media.get(0).playlist().targetDuration(),
          "D5",
          rendition.name(),
          "another target duration than " + media.get(0).name());
      findings.should(
          Math.abs(target - NOMINAL_SECONDS) <= 2, "D3", rendition.name(), "a target far from 6 s");
    }
  }

  /** D4: any run of segments lasts what its EXTINFs say, but for one frame. */
  private static void checkDurations(Track video, Track track, Findings findings) {
    double drift = 0;
    double least = 0;
    double most = 0;
    for (int n = 0; n < track.starts().size(); n++) {
      drift += track.rendition().playlist().segments().get(n).seconds() - track.seconds(n);
      least = Math.min(least, drift);
      most = Math.max(most, drift);
    }
    findings.must(
        most - least <= Math.max(video.frame(), track.frame()) + ROUNDING_SECONDS,
        "D4",
        track.name(),
        "EXTINF and timestamps differ by " + (most - least) + " s");
  }

  /** D6 and D9: the same beginning, the same cuts, the same end. */
  private static void checkAgainst(Track video, Track track, Findings findings) {
    double allowed =
        ROUNDING_SECONDS + (track.rendition().kind() == Kind.AUDIO ? track.frame() : 0);
    findings.must(
        Math.abs(track.starts().get(0) - video.starts().get(0)) <= allowed,
        "D6",
        track.name(),
        "begins at " + track.starts().get(0) + " s, the video at " + video.starts().get(0));
    double end = track.rendition().kind() == Kind.AUDIO ? track.end() : track.statedEnd();
    findings.must(
        Math.abs(end - video.statedEnd()) <= allowed,
        "D6",
        track.name(),
        "ends at " + end + " s, the video at " + video.statedEnd());
    boolean sameCount = track.starts().size() == video.starts().size();
    findings.must(sameCount, "D9", track.name(), "another number of segments than the video");
    for (int n = 0; sameCount && n < track.starts().size(); n++) {
      String where = track.name() + " segment " + n;
      findings.must(
          Math.abs(track.starts().get(n) - video.starts().get(n)) <= allowed,
          "D9",
          where,
          "not cut where the video is");
      findings.must(
          discontinuity(track, n) == discontinuity(video, n),
          "D9",
          where,
          "a discontinuity that the video has not, or the other way round");
    }
  }

  private static boolean discontinuity(Track track, int segment) {
    return track.rendition().playlist().segments().get(segment).discontinuity();
  }
}
