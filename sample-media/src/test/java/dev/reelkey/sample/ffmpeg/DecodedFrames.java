package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A track that needs a decoder. */
abstract class DecodedFrames implements DecodedTrack {
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();

  DecodedFrames(AVStream stream) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    EncodingFailedException.check(
        avcodec_open2(context, codec, (AVDictionary) null), "open decoder");
  }

  /** Takes one decoded frame, valid during the call. */
  abstract void decoded(AVFrame frame);

  @Override
  public void take(AVPacket packet) {
    EncodingFailedException.check(avcodec_send_packet(context, packet), "decode");
    receive();
  }

  @Override
  public void finish() {
    avcodec_send_packet(context, null);
    receive();
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  private void receive() {
    while (avcodec_receive_frame(context, frame) >= 0) {
      decoded(frame);
    }
  }
}
