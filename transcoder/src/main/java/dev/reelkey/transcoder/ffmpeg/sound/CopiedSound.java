package dev.reelkey.transcoder.ffmpeg.sound;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.ts.Adts;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;

/** The source's own AAC frames, those that sound while there is a picture. */
final class CopiedSound {
  private final SourceInput input;
  private final Timeline timeline;
  private final AudioRung rung;
  private final SegmentSink sink;
  private final ProgressListener progress;
  private Optional<SoundSegments> segments = Optional.empty();
  private long wanted;

  CopiedSound(
      SourceInput input,
      EncodingPlan plan,
      AudioRung rung,
      SegmentSink sink,
      ProgressListener progress) {
    this.input = input;
    this.timeline = plan.timeline();
    this.rung = rung;
    this.sink = sink;
    this.progress = progress;
  }

  void run() throws IOException {
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      while (!complete() && input.next(packet)) {
        take(packet);
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
    segments
        .orElseThrow(() -> new MediaFailureException(MediaFailure.DAMAGED, "no sound at all"))
        .end();
  }

  private boolean complete() {
    return segments.isPresent() && segments.get().frames() >= wanted;
  }

  private void take(AVPacket packet) throws IOException {
    if (segments.isEmpty()) {
      long start = samplesAfterPicture(Packets.time(packet));
      // The frame that begins next to the first picture is the first.
      if (start + Adts.SAMPLES_PER_FRAME / 2 < 0) {
        return;
      }
      SoundSegments begun = new SoundSegments(timeline, rung, start, sink, progress);
      wanted = begun.framesToTheEnd();
      segments = Optional.of(begun);
    }
    segments.get().add(Packets.bytes(packet));
  }

  private long samplesAfterPicture(long time) {
    AVStream stream = input.stream(rung.stream());
    double heard = (double) time * stream.time_base().num() / stream.time_base().den();
    double shown = timeline.timeBase().seconds(timeline.origin());
    return Math.round((heard - shown) * rung.sampleRate());
  }
}
