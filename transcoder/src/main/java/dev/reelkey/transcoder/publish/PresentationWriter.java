package dev.reelkey.transcoder.publish;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.AudioRendition;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.Presentation.SubtitleRendition;
import dev.reelkey.core.video.Presentation.VideoRendition;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.playlist.BitRates;
import dev.reelkey.transcoder.protect.Iv;
import dev.reelkey.transcoder.protect.SegmentNames;
import dev.reelkey.transcoder.protect.StoredSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a presentation of what was stored; the same work always gives the same presentation. */
final class PresentationWriter {
  private final FinishedWork work;
  private final EncodingPlan plan;
  private final int targetDuration;

  PresentationWriter(FinishedWork work) {
    this.work = work;
    this.plan = work.plan().encoding();
    this.targetDuration = targetDuration(work);
  }

  /**
   * The presentation.
   *
   * @param storyboard file of the tiles' WebVTT, or null
   */
  Presentation write(int number, @Nullable String storyboard) {
    return new Presentation(
        work.video(),
        work.generation(),
        number,
        targetDuration,
        plan.timeline().durationSeconds(),
        plan.video().stream().map(this::video).toList(),
        audios(),
        plan.subtitles().stream().map(this::subtitle).toList(),
        poster().orElse(null),
        storyboard);
  }

  static List<Segment> segments(List<StoredSegment> stored) {
    return stored.stream()
        .map(
            each ->
                new Segment(
                    each.file(),
                    each.bytes(),
                    each.facts().durationSeconds(),
                    each.sha256(),
                    Optional.ofNullable(each.key()).orElseThrow(),
                    Optional.ofNullable(each.iv()).map(Iv::hex).orElseThrow()))
        .toList();
  }

  /** The longest segment of sound and picture, rounded (RFC 8216bis, 4.4.3.1). */
  private static int targetDuration(FinishedWork work) {
    double longest = 1;
    for (List<StoredSegment> each : work.segments().values()) {
      for (StoredSegment segment : each) {
        if (!SegmentNames.restsInClear(segment.rendition())) {
          longest = Math.max(longest, segment.facts().durationSeconds());
        }
      }
    }
    return (int) Math.round(longest);
  }

  private VideoRendition video(VideoRung rung) {
    List<Segment> segments = segments(work.of(rung.name()));
    BitRates rates = BitRates.of(segments, targetDuration);
    return new VideoRendition(
        rung.name(),
        codec(rung.name()),
        rung.width(),
        rung.height(),
        plan.timeline().framesPerSecond(),
        rates.peak(),
        rates.average(),
        segments);
  }

  private List<AudioRendition> audios() {
    List<AudioRendition> audios = new ArrayList<>();
    for (AudioRung rung : plan.audio()) {
      List<Segment> segments = segments(work.of(rung.name()));
      BitRates rates = BitRates.of(segments, targetDuration);
      audios.add(
          new AudioRendition(
              rung.name(),
              codec(rung.name()),
              rung.language(),
              label(rung.language(), "Sound"),
              audios.isEmpty(),
              rung.channels(),
              rates.peak(),
              rates.average(),
              segments));
    }
    return audios;
  }

  private SubtitleRendition subtitle(SubtitleRung rung) {
    return new SubtitleRendition(
        rung.name(),
        rung.language(),
        label(rung.language(), "Subtitles"),
        rung.forced(),
        segments(work.of(rung.name())));
  }

  private Optional<String> poster() {
    return work.of(Stills.POSTER).stream().map(StoredSegment::file).findFirst();
  }

  private String codec(RenditionName rendition) {
    return work.of(rendition).get(0).facts().codecs();
  }

  private static String label(String language, String unknown) {
    String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    return language.equals("und") || name.isEmpty() ? unknown : name;
  }
}
