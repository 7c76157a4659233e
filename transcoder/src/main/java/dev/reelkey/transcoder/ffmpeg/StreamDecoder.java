package dev.reelkey.transcoder.ffmpeg;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one stream, picture or sound; damaged packets are passed over. */
public final class StreamDecoder implements AutoCloseable {
  /** Takes each decoded frame, which it may keep a reference of but not the object. */
  public interface Frames {
    void frame(AVFrame frame) throws IOException;
  }

  private static final int THREADS = 2;

  private final AVCodecContext context;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final Frames frames;

  public StreamDecoder(AVStream stream, String codec, int maxPixels, Frames frames) {
    this.frames = frames;
    AVCodec decoder = avcodec.avcodec_find_decoder_by_name(Codecs.decoder(codec));
    this.context = avcodec.avcodec_alloc_context3(decoder);
    check(avcodec.avcodec_parameters_to_context(context, stream.codecpar()), "copy parameters");
    context.pkt_timebase(stream.time_base());
    context.thread_count(THREADS);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "max_pixels", Integer.toString(maxPixels), 0);
    int opened = avcodec.avcodec_open2(context, decoder, options);
    avutil.av_dict_free(options);
    check(opened, "open the decoder");
  }

  /** Decodes one packet. */
  public void decode(AVPacket packet) throws IOException {
    send(packet);
  }

  /** Delivers what is still inside. */
  public void finish() throws IOException {
    send(null);
  }

  private void send(@Nullable AVPacket packet) throws IOException {
    int sent = avcodec.avcodec_send_packet(context, packet);
    if (sent < 0) {
      // Damage: the pictures that are missing are counted where they should have come out.
      return;
    }
    // Damage that shows itself late counts like damage that shows at once.
    while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
      try {
        frames.frame(frame);
      } finally {
        avutil.av_frame_unref(frame);
      }
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
