package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import java.util.List;
import java.util.Map;

/** The presentation of a generation that differs from another one only in keys and IVs. */
final class RekeyedPresentation {
  private RekeyedPresentation() {}

  /** Bit rates are what they were: the same clear bytes under the same padding. */
  static Presentation of(
      Presentation old, GenerationId next, Map<RenditionName, List<Segment>> segments) {
    return new Presentation(
        old.video(),
        next,
        1,
        old.targetDuration(),
        old.durationSeconds(),
        old.videos().stream()
            .map(
                each ->
                    new Presentation.VideoRendition(
                        each.name(),
                        each.codec(),
                        each.width(),
                        each.height(),
                        each.frameRate(),
                        each.peakBitsPerSecond(),
                        each.averageBitsPerSecond(),
                        segments.getOrDefault(each.name(), List.of())))
            .toList(),
        old.audios().stream()
            .map(
                each ->
                    new Presentation.AudioRendition(
                        each.name(),
                        each.codec(),
                        each.language(),
                        each.label(),
                        each.preferred(),
                        each.channels(),
                        each.peakBitsPerSecond(),
                        each.averageBitsPerSecond(),
                        segments.getOrDefault(each.name(), List.of())))
            .toList(),
        old.subtitles().stream()
            .map(
                each ->
                    new Presentation.SubtitleRendition(
                        each.name(),
                        each.language(),
                        each.label(),
                        each.forced(),
                        segments.getOrDefault(each.name(), List.of())))
            .toList(),
        old.poster(),
        old.storyboard());
  }
}
