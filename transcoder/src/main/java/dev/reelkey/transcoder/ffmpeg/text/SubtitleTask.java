package dev.reelkey.transcoder.ffmpeg.text;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;

/** Makes one language's subtitles; the packets are plain text, so no decoder is needed. */
public final class SubtitleTask {
  private static final int MOST_CUES = 100_000;
  private static final long DEFAULT_MILLIS = 4_000;

  private final SourceInput input;
  private final Timeline timeline;
  private final SubtitleRung rung;
  private final SegmentSink sink;
  private final boolean timedText;

  public SubtitleTask(SourceInput input, EncodingPlan plan, SubtitleRung rung, SegmentSink sink) {
    this.input = input;
    this.timeline = plan.timeline();
    this.rung = rung;
    this.sink = sink;
    this.timedText =
        plan.probe().subtitles().stream()
            .anyMatch(t -> t.stream() == rung.stream() && t.codec().equals("mov_text"));
  }

  public void run() throws IOException {
    input.keepOnly(rung.stream());
    List<Cue> cues = new ArrayList<>();
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      while (input.next(packet)) {
        add(cues, packet);
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
    new WebVttSegments(timeline, rung, sink).write(cues);
  }

  private void add(List<Cue> cues, AVPacket packet) {
    byte[] sample = Packets.bytes(packet);
    String text = timedText ? CueText.ofTimedText(sample) : CueText.ofPlainText(sample);
    long start = millisAfterPicture(Packets.time(packet));
    long length = packet.duration() > 0 ? millis(packet.duration()) : DEFAULT_MILLIS;
    long end = start + length;
    if (text.isEmpty() || end <= 0) {
      return;
    }
    if (cues.size() >= MOST_CUES) {
      throw new MediaFailureException(MediaFailure.TOO_EXPENSIVE, "too many subtitles");
    }
    cues.add(new Cue(Math.max(0, start), end, text));
  }

  private long millisAfterPicture(long time) {
    return millis(time) - Math.round(timeline.timeBase().seconds(timeline.origin()) * 1_000);
  }

  private long millis(long ticks) {
    AVRational base = input.stream(rung.stream()).time_base();
    return Math.round((double) ticks * base.num() / base.den() * 1_000);
  }
}
