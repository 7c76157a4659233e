package dev.reelkey.transcoder.ffmpeg.sound;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ffmpeg.StreamDecoder;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.probe.AudioTrack;
import dev.reelkey.transcoder.timeline.Timeline;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;

/** Decodes a sound track and encodes it once for the whole film. */
final class EncodedSound {
  private final SourceInput input;
  private final Timeline timeline;
  private final AudioRung rung;
  private final String codec;
  private final SoundSegments segments;
  private final Resampling resampling;
  private Optional<SoundLine> line = Optional.empty();
  private long nextSample;

  EncodedSound(
      SourceInput input,
      EncodingPlan plan,
      AudioRung rung,
      SegmentSink sink,
      ProgressListener progress) {
    this.input = input;
    this.timeline = plan.timeline();
    this.rung = rung;
    this.codec =
        plan.probe().audio().stream()
            .filter(track -> track.stream() == rung.stream())
            .map(AudioTrack::codec)
            .findFirst()
            .orElse("none");
    AVStream stream = input.stream(rung.stream());
    this.resampling = new Resampling(stream.time_base(), rung, this::resampled);
    this.segments = new SoundSegments(timeline, rung, 0, sink, progress);
  }

  void run() throws IOException {
    AVStream stream = input.stream(rung.stream());
    try (AacEncoder encoder = new AacEncoder(rung, this::coded);
        StreamDecoder decoder = new StreamDecoder(stream, codec, 1, resampling::push)) {
      long length = segments.framesToTheEnd() * encoder.frameSize();
      SoundLine sound =
          new SoundLine(
              rung.channels(), encoder.frameSize(), length, rung.sampleRate(), encoder::encode);
      line = Optional.of(sound);
      decodeAll(decoder, sound);
      sound.finish();
      encoder.finish();
      segments.end();
    } finally {
      resampling.close();
    }
  }

  private void decodeAll(StreamDecoder decoder, SoundLine sound) throws IOException {
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      while (!sound.full() && input.next(packet)) {
        decoder.decode(packet);
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
    decoder.finish();
    resampling.finish();
  }

  private void resampled(AVFrame frame) throws IOException {
    List<FloatBuffer> channels = new ArrayList<>();
    for (int i = 0; i < rung.channels(); i++) {
      channels.add(new FloatPointer(frame.data(i)).capacity(frame.nb_samples()).asBuffer());
    }
    long origin = timeline.timeBase().rescale(timeline.origin(), rung.sampleRate());
    long start = frame.pts() == avutil.AV_NOPTS_VALUE ? nextSample : frame.pts() - origin;
    line.orElseThrow().add(start, channels);
    nextSample = start + frame.nb_samples();
  }

  private void coded(byte[] aac) throws IOException {
    if (segments.frames() < segments.framesToTheEnd()) {
      segments.add(aac);
    }
  }
}
