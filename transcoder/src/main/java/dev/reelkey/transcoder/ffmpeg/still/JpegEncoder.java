package dev.reelkey.transcoder.ffmpeg.still;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;

import dev.reelkey.transcoder.ffmpeg.Packets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** One picture as JPEG. */
final class JpegEncoder {
  // FFmpeg's scale from 2 (best) to 31.
  private static final int QUALITY = 5;

  private JpegEncoder() {}

  /** The frame is full range 4:2:0. */
  static byte[] encode(AVFrame frame) {
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name("mjpeg");
    AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      context.width(frame.width());
      context.height(frame.height());
      context.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
      context.color_range(avutil.AVCOL_RANGE_JPEG);
      context.time_base(new AVRational().num(1).den(25));
      context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
      context.global_quality(QUALITY * avutil.FF_QP2LAMBDA);
      check(avcodec.avcodec_open2(context, encoder, (AVDictionary) null), "open the encoder");
      frame.quality(QUALITY * avutil.FF_QP2LAMBDA);
      frame.pts(0);
      frame.pict_type(avutil.AV_PICTURE_TYPE_NONE);
      check(avcodec.avcodec_send_frame(context, frame), "encode a still");
      check(avcodec.avcodec_send_frame(context, null), "encode a still");
      check(avcodec.avcodec_receive_packet(context, packet), "take a still");
      return Packets.bytes(packet);
    } finally {
      avcodec.av_packet_free(packet);
      avcodec.avcodec_free_context(context);
    }
  }
}
