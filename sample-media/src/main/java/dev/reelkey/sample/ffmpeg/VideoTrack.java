package dev.reelkey.sample.ffmpeg;

import static dev.reelkey.sample.ffmpeg.EncodingFailedException.check;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.FrameTimes;
import dev.reelkey.sample.clip.VideoCoding;
import dev.reelkey.sample.picture.Canvas;
import dev.reelkey.sample.picture.Plane;
import dev.reelkey.sample.picture.TestCard;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/** Draws and encodes the pictures of a clip. */
final class VideoTrack implements AutoCloseable {
  private static final int SECONDS_PER_IDR = 2;

  private final ClipSpec clip;
  private final VideoOptions options;
  private final Encoder encoder;
  private final TestCard card;
  private final AVFrame drawn;
  private final AVFrame coded;
  private final SwsContext converter;

  VideoTrack(ClipSpec clip, Mp4File file) {
    this.clip = clip;
    this.options = VideoOptions.of(clip.coding());
    this.encoder = new Encoder(options.encoder(), file);
    this.card =
        clip.turned()
            ? new TestCard(clip.height(), clip.width(), clip.times().seconds())
            : new TestCard(clip.width(), clip.height(), clip.times().seconds());
    encoder.open(this::configure, options.options());
    encoder.stream().sample_aspect_ratio(encoder.context().sample_aspect_ratio());
    encoder.stream().avg_frame_rate(encoder.context().framerate());
    if (clip.turned()) {
      DisplayMatrix.turnClockwise(encoder.stream().codecpar());
    }
    this.drawn = frame(AV_PIX_FMT_YUV420P);
    this.coded = frame(options.pixelFormat());
    this.converter =
        sws_getContext(
            clip.width(),
            clip.height(),
            AV_PIX_FMT_YUV420P,
            clip.width(),
            clip.height(),
            options.pixelFormat(),
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
  }

  private void configure(AVCodecContext context) {
    FrameTimes times = clip.times();
    int ticksPerFrame = (int) Math.max(1, times.end() / times.count());
    context.width(clip.width()).height(clip.height()).pix_fmt(options.pixelFormat());
    context.time_base(av_make_q(1, times.ticksPerSecond()));
    context.framerate(av_make_q(times.ticksPerSecond(), ticksPerFrame));
    context.sample_aspect_ratio(av_make_q(clip.pixelAspect().width(), clip.pixelAspect().height()));
    int picturesPerIdr = SECONDS_PER_IDR * times.ticksPerSecond() / ticksPerFrame;
    // Where IDRs are asked for by time, the encoder's own count must not come first.
    context.gop_size(
        clip.coding() == VideoCoding.H264_OPEN_GOP ? picturesPerIdr : 2 * picturesPerIdr);
    context.max_b_frames(options.bFrames());
    context.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_BT709);
    context.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
  }

  private AVFrame frame(int pixelFormat) {
    AVFrame frame = av_frame_alloc();
    frame.width(clip.width()).height(clip.height()).format(pixelFormat);
    check(av_frame_get_buffer(frame, 0), "frame buffer");
    return frame;
  }

  /** Draws and encodes one picture. */
  void encode(int number) {
    FrameTimes times = clip.times();
    Canvas canvas = card.draw(number, times.startSeconds(number), times.isFlash(number));
    AVFrame frame = load(clip.turned() ? canvas.turned() : canvas);
    frame.pts(times.starts().get(number)).duration(times.duration(number));
    frame.pict_type(startsGop(number) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    encoder.encode(frame);
  }

  void finish() {
    encoder.encode(null);
  }

  private AVFrame load(Canvas canvas) {
    check(av_frame_make_writable(drawn), "frame buffer");
    List<Plane> planes = canvas.planes();
    for (int n = 0; n < planes.size(); n++) {
      Plane plane = planes.get(n);
      int stride = drawn.linesize(n);
      BytePointer data = drawn.data(n);
      plane.writeTo(data.capacity((long) stride * plane.height()).asByteBuffer(), stride);
    }
    if (options.pixelFormat() == AV_PIX_FMT_YUV420P) {
      return drawn;
    }
    check(av_frame_make_writable(coded), "frame buffer");
    check(sws_scale_frame(converter, coded, drawn), "convert picture");
    return coded;
  }

  private boolean startsGop(int number) {
    FrameTimes times = clip.times();
    if (clip.coding() == VideoCoding.H264_OPEN_GOP) {
      return false;
    }
    long length = (long) SECONDS_PER_IDR * times.ticksPerSecond();
    return number == 0
        || times.starts().get(number) / length > times.starts().get(number - 1) / length;
  }

  @Override
  public void close() {
    sws_freeContext(converter);
    av_frame_free(drawn);
    av_frame_free(coded);
    encoder.close();
  }
}
