package dev.reelkey.sample.ffmpeg;

import static dev.reelkey.sample.ffmpeg.EncodingFailedException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** One encoder that feeds one stream of a file. */
final class Encoder implements AutoCloseable {
  private final AVCodec codec;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final Mp4File file;
  private final AVStream stream;

  Encoder(String name, Mp4File file) {
    this.codec = avcodec_find_encoder_by_name(name);
    if (codec == null) {
      throw new EncodingFailedException("this build of ffmpeg has no encoder " + name);
    }
    this.context = avcodec_alloc_context3(codec);
    this.file = file;
    this.stream = file.addStream();
  }

  AVStream stream() {
    return stream;
  }

  AVCodecContext context() {
    return context;
  }

  void open(Consumer<AVCodecContext> settings, Map<String, String> options) {
    settings.accept(context);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    check(avcodec_open2(context, codec, dictionary), "open encoder");
    av_dict_free(dictionary);
    check(avcodec_parameters_from_context(stream.codecpar(), context), "stream parameters");
    stream.time_base(context.time_base());
  }

  /** Encodes a frame, or what is left over if there is none, and writes what comes out. */
  void encode(@Nullable AVFrame frame) {
    check(avcodec_send_frame(context, frame), "encode");
    int result = avcodec_receive_packet(context, packet);
    while (result >= 0) {
      file.write(packet, stream, context.time_base());
      result = avcodec_receive_packet(context, packet);
    }
    if (result != AVERROR_EAGAIN() && result != AVERROR_EOF()) {
      check(result, "receive packet");
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
