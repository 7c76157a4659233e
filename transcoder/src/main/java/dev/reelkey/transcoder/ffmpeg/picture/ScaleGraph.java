package dev.reelkey.transcoder.ffmpeg.picture;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;
import static dev.reelkey.transcoder.ffmpeg.FfmpegError.delivered;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One picture in, one picture per size out: turned upright, square pixels, 8 bit 4:2:0. */
public final class ScaleGraph implements AutoCloseable {
  /** A size to make. */
  public record Size(int width, int height) {}

  /** Takes the pictures of one size. */
  public interface Target {
    void picture(int size, AVFrame frame) throws IOException;
  }

  private static final String VIDEO = "out_range=tv,format=yuv420p";
  private static final String STILL = "out_range=pc,format=yuvj420p";

  private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
  private final AVFilterContext source;
  private final List<AVFilterContext> sinks = new ArrayList<>();
  private final AVFrame out = avutil.av_frame_alloc();
  private final Target target;

  private ScaleGraph(String description, List<Size> sizes, Target target) {
    this.target = target;
    AVFilterInOut none = new AVFilterInOut(null);
    AVFilterInOut neither = new AVFilterInOut(null);
    check(avfilter.avfilter_graph_parse2(graph, description, none, neither), "parse the filters");
    check(avfilter.avfilter_graph_config(graph, null), "connect the filters");
    source = avfilter.avfilter_graph_get_filter(graph, "buffer@in");
    for (int i = 0; i < sizes.size(); i++) {
      sinks.add(avfilter.avfilter_graph_get_filter(graph, "buffersink@out" + i));
    }
  }

  /** For encoders; made for the first picture, later ones of another size are scaled too. */
  static ScaleGraph forVideo(AVFrame first, PictureShape shape, List<Size> sizes, Target target) {
    return new ScaleGraph(describe(first, shape, sizes, VIDEO), sizes, target);
  }

  /** For JPEG, which knows full range only. */
  public static ScaleGraph forStills(
      AVFrame first, PictureShape shape, List<Size> sizes, Target target) {
    return new ScaleGraph(describe(first, shape, sizes, STILL), sizes, target);
  }

  public void push(AVFrame frame) throws IOException {
    send(frame);
  }

  public void finish() throws IOException {
    send(null);
  }

  private void send(@Nullable AVFrame frame) throws IOException {
    int flags = avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
    check(avfilter.av_buffersrc_add_frame_flags(source, frame, flags), "filter a picture");
    for (int i = 0; i < sinks.size(); i++) {
      while (delivered(avfilter.av_buffersink_get_frame(sinks.get(i), out), "take a picture")) {
        try {
          target.picture(i, out);
        } finally {
          avutil.av_frame_unref(out);
        }
      }
    }
  }

  private static String describe(
      AVFrame first, PictureShape shape, List<Size> sizes, String format) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "buffer@in=video_size=%dx%d:pix_fmt=%d:time_base=1/25:colorspace=%d:range=%d,",
            first.width(),
            first.height(),
            first.format(),
            first.colorspace(),
            first.color_range()));
    text.append(shape.interlaced() ? "bwdif=mode=send_frame:deint=interlaced," : "");
    text.append(turn(shape));
    text.append(toneMap(shape.colour()));
    String matrix = shape.colour().rgb() ? "out_color_matrix=bt709:" : "";
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      // Each size is made from the one above: a quarter of the work, and no visible loss.
      text.append(
          String.format(
              Locale.ROOT,
              "scale=%d:%d:flags=bicubic:%s%s,setsar=1",
              size.width(),
              size.height(),
              matrix,
              format));
      boolean last = i + 1 == sizes.size();
      text.append(
          last
              ? String.format(Locale.ROOT, ",buffersink@out%d", i)
              : String.format(
                  Locale.ROOT, ",split[s%d][n%d];[s%d]buffersink@out%d;[n%d]", i, i, i, i, i));
    }
    return text.toString();
  }

  /** As the ffmpeg program turns by a display matrix. */
  private static String turn(PictureShape shape) {
    return switch (shape.rotation()) {
      case 90 -> shape.mirrored() ? "transpose=cclock_flip," : "transpose=clock,";
      case 180 -> shape.mirrored() ? "hflip," : "hflip,vflip,";
      case 270 -> shape.mirrored() ? "transpose=clock_flip," : "transpose=cclock,";
      default -> shape.mirrored() ? "vflip," : "";
    };
  }

  /** High dynamic range would look grey and flat as it is. */
  private static String toneMap(PictureColour colour) {
    if (!colour.isHighRange()) {
      return "";
    }
    String matrix = colour.rgb() ? "" : ":min=" + colour.matrix();
    return String.format(
        Locale.ROOT,
        "zscale=tin=%d:pin=%d%s:t=linear:p=%d:npl=100,format=gbrpf32le,zscale=p=bt709,"
            + "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p,",
        colour.transfer(),
        colour.primaries(),
        matrix,
        colour.primaries());
  }

  @Override
  public void close() {
    avutil.av_frame_free(out);
    avfilter.avfilter_graph_free(graph);
  }
}
