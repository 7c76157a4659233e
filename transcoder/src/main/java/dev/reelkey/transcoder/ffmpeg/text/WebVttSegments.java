package dev.reelkey.transcoder.ffmpeg.text;

import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SegmentSink.SegmentWriter;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.timeline.TimelineSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes cues into segments on the picture's cuts; a cue stands in each that it shows in (C5). */
final class WebVttSegments {
  private static final long MPEG_TICKS_PER_MILLI = 90;

  private final Timeline timeline;
  private final SubtitleRung rung;
  private final SegmentSink sink;

  WebVttSegments(Timeline timeline, SubtitleRung rung, SegmentSink sink) {
    this.timeline = timeline;
    this.rung = rung;
    this.sink = sink;
  }

  void write(List<Cue> cues) throws IOException {
    for (int i = 0; i < timeline.segments().size(); i++) {
      TimelineSegment cut = timeline.segments().get(i);
      long start = timeline.mpegTime(cut.start());
      long end = timeline.mpegTime(cut.end());
      List<Cue> shown = cues.stream().filter(cue -> shows(cue, start, end)).toList();
      byte[] text = text(shown).getBytes(StandardCharsets.UTF_8);
      SegmentWriter writer = sink.open(rung.name(), i);
      writer.write(text, 0, text.length);
      writer.finish(
          new SegmentFacts(start, end - start, shown.size(), text.length, "wvtt", "webvtt", 0));
    }
  }

  private static boolean shows(Cue cue, long start, long end) {
    long from = Timeline.OFFSET_MPEG_TICKS + cue.startMillis() * MPEG_TICKS_PER_MILLI;
    long to = Timeline.OFFSET_MPEG_TICKS + cue.endMillis() * MPEG_TICKS_PER_MILLI;
    return from < end && to > start;
  }

  private static String text(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    text.append("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:")
        .append(Timeline.OFFSET_MPEG_TICKS)
        .append(",LOCAL:00:00:00.000\n");
    for (Cue cue : cues) {
      text.append('\n')
          .append(clock(cue.startMillis()))
          .append(" --> ")
          .append(clock(cue.endMillis()))
          .append('\n')
          .append(cue.text())
          .append('\n');
    }
    return text.toString();
  }

  private static String clock(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000);
  }
}
