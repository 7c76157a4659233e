package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/** The pictures of a clip. */
public final class DecodedVideo extends DecodedFrames {
  private static final int NAL_IDR = 5;

  private final int width;
  private final int height;
  private final int ticksPerSecond;
  private final String pixelFormat;
  private final String pixelAspect;
  private final double turnedAgainstClock;
  private final int delay;
  private final List<Long> starts = new ArrayList<>();
  private final List<Double> brightness = new ArrayList<>();
  private final List<Long> idrs = new ArrayList<>();

  DecodedVideo(AVStream stream) {
    super(stream);
    width = stream.codecpar().width();
    height = stream.codecpar().height();
    delay = stream.codecpar().video_delay();
    ticksPerSecond = stream.time_base().den();
    pixelFormat = av_get_pix_fmt_name(stream.codecpar().format()).getString();
    pixelAspect = stream.sample_aspect_ratio().num() + ":" + stream.sample_aspect_ratio().den();
    AVPacketSideData matrix =
        av_packet_side_data_get(
            stream.codecpar().coded_side_data(),
            stream.codecpar().nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    turnedAgainstClock =
        matrix == null ? 0 : av_display_rotation_get(new IntPointer(matrix.data()));
  }

  @Override
  public void take(AVPacket packet) {
    if (holdsIdr(packet)) {
      idrs.add(packet.pts());
    }
    super.take(packet);
  }

  private static boolean holdsIdr(AVPacket packet) {
    ByteBuffer data = packet.data().capacity(packet.size()).asByteBuffer();
    data.order(ByteOrder.BIG_ENDIAN);
    while (data.remaining() > 4) {
      int length = data.getInt();
      if ((data.get(data.position()) & 31) == NAL_IDR) {
        return true;
      }
      data.position(data.position() + length);
    }
    return false;
  }

  @Override
  void decoded(AVFrame frame) {
    starts.add(frame.pts());
    int bytes = pixelFormat.contains("10") ? 2 : 1;
    int stride = frame.linesize(0);
    ByteBuffer luma = frame.data(0).capacity((long) stride * height).asByteBuffer();
    long sum = 0;
    int rows = 0;
    for (int y = 0; y < height; y += 8) {
      for (int x = 0; x < width; x++) {
        int at = y * stride + x * bytes;
        int low = luma.get(at) & 0xff;
        sum += bytes == 1 ? low : (low + 256 * luma.get(at + 1)) / 4;
      }
      rows++;
    }
    brightness.add((double) sum / rows / width);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public String pixelFormat() {
    return pixelFormat;
  }

  public String pixelAspect() {
    return pixelAspect;
  }

  public double turnedAgainstClock() {
    return turnedAgainstClock;
  }

  /** How many pictures the decoder must hold back. */
  public int delay() {
    return delay;
  }

  public int ticksPerSecond() {
    return ticksPerSecond;
  }

  /** When each picture is shown, in ticks. */
  public List<Long> starts() {
    return starts;
  }

  /** The times of the pictures that are an IDR by their NAL type, in seconds. */
  public List<Double> idrSeconds() {
    return idrs.stream().map(pts -> (double) pts / ticksPerSecond).toList();
  }

  /** When each flash begins, in seconds: where the mean brightness jumps up. */
  public List<Double> flashes() {
    double dark = brightness.stream().mapToDouble(b -> b).min().orElseThrow();
    List<Double> flashes = new ArrayList<>();
    for (int n = 0; n < starts.size(); n++) {
      boolean before = n > 0 && brightness.get(n - 1) > dark + 10;
      if (brightness.get(n) > dark + 10 && !before) {
        flashes.add((double) starts.get(n) / ticksPerSecond);
      }
    }
    return flashes;
  }
}
