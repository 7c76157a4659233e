package dev.reelkey.transcoder.ffmpeg.picture;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;
import static dev.reelkey.transcoder.ffmpeg.FfmpegError.delivered;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.ts.AvcParameters;
import dev.reelkey.transcoder.ts.NalUnit;
import java.io.IOException;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Encodes one rung as H.264 High with IDRs exactly where the plan has them. */
final class RungEncoder implements AutoCloseable {
  private static final int BUFFER_SECONDS = 2;
  // Our own IDRs only: x264 puts them where it likes as soon as scene cuts are on.
  private static final String X264 =
      "scenecut=0:keyint=infinite:min-keyint=1:open-gop=0:b-pyramid=none:bframes=3"
          + ":vbv-init=0.5:nal-hrd=none";
  private static final int NEVER = 1_000_000;

  private final ChunkPictures chunk;
  private final EncoderClock clock;
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final RungWriter writer;

  RungEncoder(
      ChunkPictures chunk,
      EncoderClock clock,
      VideoRung rung,
      PictureColour colour,
      String preset,
      SegmentSink sink,
      BitSet repaired) {
    this.chunk = chunk;
    this.clock = clock;
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name("libx264");
    this.context = avcodec.avcodec_alloc_context3(encoder);
    configure(rung);
    describe(colour);
    open(encoder, rung, preset);
    byte[] header = new byte[context.extradata_size()];
    context.extradata().capacity(header.length).get(header);
    this.writer = new RungWriter(chunk, rung, AvcParameters.ofAnnexB(header), sink, repaired);
  }

  private void configure(VideoRung rung) {
    context.width(rung.width());
    context.height(rung.height());
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.sample_aspect_ratio(new AVRational().num(1).den(1));
    context.time_base(new AVRational().num(clock.timeNumerator()).den(clock.timeDenominator()));
    context.framerate(
        new AVRational().num(clock.rateNumerator(chunk.timeline())).den(clock.rateDenominator()));
    context.gop_size(NEVER);
    context.rc_max_rate(rung.maxBitsPerSecond());
    context.rc_buffer_size(rung.maxBitsPerSecond() * BUFFER_SECONDS);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  /** Without it players guess by the size of each rung, and colours jump where they switch. */
  private void describe(PictureColour colour) {
    context.color_range(avutil.AVCOL_RANGE_MPEG);
    context.color_primaries(colour.primaries());
    context.color_trc(colour.transfer());
    context.colorspace(colour.matrix());
  }

  private void open(AVCodec encoder, VideoRung rung, String preset) {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "preset", preset, 0);
    avutil.av_dict_set(options, "profile", "high", 0);
    avutil.av_dict_set(options, "crf", Integer.toString(rung.crf()), 0);
    avutil.av_dict_set(options, "forced-idr", "1", 0);
    avutil.av_dict_set(options, "x264-params", X264, 0);
    int opened = avcodec.avcodec_open2(context, encoder, options);
    avutil.av_dict_free(options);
    check(opened, "open the encoder");
  }

  /** Encodes one picture of the right size. */
  void encode(AVFrame frame, int picture) throws IOException {
    frame.pts(clock.toEncoder(picture, chunk.first()));
    boolean idr = chunk.isIdr(picture);
    frame.pict_type(idr ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
    frame.sample_aspect_ratio(context.sample_aspect_ratio());
    send(frame);
  }

  /** Writes what is still inside and ends the last segment. */
  void finish() throws IOException {
    send(null);
    writer.end();
  }

  private void send(@Nullable AVFrame frame) throws IOException {
    check(avcodec.avcodec_send_frame(context, frame), "encode a picture");
    while (delivered(avcodec.avcodec_receive_packet(context, packet), "take a coded picture")) {
      byte[] sample = Packets.bytes(packet);
      int shown = clock.toPicture(packet.pts(), chunk.first());
      writer.write(sample, NalUnit.ofAnnexB(sample), shown);
      avcodec.av_packet_unref(packet);
    }
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }
}
