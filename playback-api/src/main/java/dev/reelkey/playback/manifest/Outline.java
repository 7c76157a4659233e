package dev.reelkey.playback.manifest;

import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.AudioRendition;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.Presentation.SubtitleRendition;
import dev.reelkey.core.video.Presentation.VideoRendition;
import java.util.List;

/**
 * A presentation without its segment tables, which for a long film are megabytes that no
 * multivariant playlist needs.
 *
 * @param subtitlePeakBitsPerSecond of the largest subtitle rendition
 */
public record Outline(
    Presentation presentation, long subtitlePeakBitsPerSecond, long subtitleAverageBitsPerSecond) {

  public static Outline of(Presentation full) {
    long peak = 0;
    long average = 0;
    for (SubtitleRendition each : full.subtitles()) {
      peak = Math.max(peak, peak(each.segments()));
      average = Math.max(average, average(each.segments()));
    }
    Presentation light =
        new Presentation(
            full.video(),
            full.generation(),
            full.number(),
            full.targetDuration(),
            full.durationSeconds(),
            full.videos().stream().map(Outline::light).toList(),
            full.audios().stream().map(Outline::light).toList(),
            full.subtitles().stream().map(Outline::light).toList(),
            full.poster(),
            full.storyboard());
    return new Outline(light, peak, average);
  }

  private static long peak(List<Segment> segments) {
    return segments.stream()
        .mapToLong(each -> (long) Math.ceil(each.bytes() * 8 / each.seconds()))
        .max()
        .orElse(0);
  }

  private static long average(List<Segment> segments) {
    double seconds = segments.stream().mapToDouble(Segment::seconds).sum();
    long bytes = segments.stream().mapToLong(Segment::bytes).sum();
    return seconds == 0 ? 0 : (long) Math.ceil(bytes * 8 / seconds);
  }

  private static VideoRendition light(VideoRendition full) {
    return new VideoRendition(
        full.name(),
        full.codec(),
        full.width(),
        full.height(),
        full.frameRate(),
        full.peakBitsPerSecond(),
        full.averageBitsPerSecond(),
        List.of());
  }

  private static AudioRendition light(AudioRendition full) {
    return new AudioRendition(
        full.name(),
        full.codec(),
        full.language(),
        full.label(),
        full.preferred(),
        full.channels(),
        full.peakBitsPerSecond(),
        full.averageBitsPerSecond(),
        List.of());
  }

  private static SubtitleRendition light(SubtitleRendition full) {
    return new SubtitleRendition(
        full.name(), full.language(), full.label(), full.forced(), List.of());
  }
}
