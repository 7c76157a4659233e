package dev.reelkey.transcoder.ffmpeg.sound;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;
import static dev.reelkey.transcoder.ffmpeg.FfmpegError.delivered;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ladder.AudioRung;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's AAC-LC encoder; its priming frame is thrown away, so that sound starts at zero. */
final class AacEncoder implements AutoCloseable {
  /** Takes whole AAC frames in order. */
  interface Target {
    void aac(byte[] frame) throws IOException;
  }

  private final AVCodecContext context;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final Target target;
  private long samples;

  AacEncoder(AudioRung rung, Target target) {
    this.target = target;
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name("aac");
    context = avcodec.avcodec_alloc_context3(encoder);
    context.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
    context.sample_rate(rung.sampleRate());
    context.bit_rate(rung.bitsPerSecond());
    context.time_base(new AVRational().num(1).den(rung.sampleRate()));
    avutil.av_channel_layout_default(context.ch_layout(), rung.channels());
    check(
        avcodec.avcodec_open2(context, encoder, (org.bytedeco.ffmpeg.avutil.AVDictionary) null),
        "open the encoder");
  }

  int frameSize() {
    return context.frame_size();
  }

  /** Encodes one full frame, a buffer per channel. */
  void encode(List<FloatBuffer> channels) throws IOException {
    frame.nb_samples(context.frame_size());
    frame.format(avutil.AV_SAMPLE_FMT_FLTP);
    frame.sample_rate(context.sample_rate());
    avutil.av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
    check(avutil.av_frame_get_buffer(frame, 0), "allocate sound");
    for (int i = 0; i < channels.size(); i++) {
      FloatPointer plane = new FloatPointer(frame.data(i)).capacity(context.frame_size());
      plane.asBuffer().put(channels.get(i).duplicate());
    }
    frame.pts(samples);
    samples += context.frame_size();
    send(frame);
    avutil.av_frame_unref(frame);
  }

  void finish() throws IOException {
    send(null);
  }

  private void send(@Nullable AVFrame next) throws IOException {
    check(avcodec.avcodec_send_frame(context, next), "encode sound");
    while (delivered(avcodec.avcodec_receive_packet(context, packet), "take coded sound")) {
      if (packet.pts() >= 0) {
        target.aac(Packets.bytes(packet));
      }
      avcodec.av_packet_unref(packet);
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }
}
