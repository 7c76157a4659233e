package dev.reelkey.transcoder.ffmpeg.sound;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;
import static dev.reelkey.transcoder.ffmpeg.FfmpegError.delivered;

import dev.reelkey.transcoder.ffmpeg.StreamDecoder;
import dev.reelkey.transcoder.ladder.AudioRung;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Brings decoded sound to the rung's rate and channels, as planes of floats. */
final class ResampleGraph implements AutoCloseable {
  private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
  private final AVFilterContext source;
  private final AVFilterContext sink;
  private final AVFrame out = avutil.av_frame_alloc();
  private final StreamDecoder.Frames target;

  /** Made for the form of the first frame; PTS come out counted in samples of the rung. */
  ResampleGraph(AVFrame first, AVRational timeBase, AudioRung rung, StreamDecoder.Frames target) {
    this.target = target;
    String description =
        String.format(
            Locale.ROOT,
            "abuffer@in=time_base=%d/%d:sample_rate=%d:sample_fmt=%d:channel_layout=%s,"
                + "aresample=%d,aformat=sample_fmts=fltp:sample_rates=%d:channel_layouts=%s,"
                + "abuffersink@out",
            timeBase.num(),
            timeBase.den(),
            first.sample_rate(),
            first.format(),
            layout(first),
            rung.sampleRate(),
            rung.sampleRate(),
            rung.channels() == 1 ? "mono" : "stereo");
    AVFilterInOut none = new AVFilterInOut(null);
    AVFilterInOut neither = new AVFilterInOut(null);
    check(avfilter.avfilter_graph_parse2(graph, description, none, neither), "parse the filters");
    check(avfilter.avfilter_graph_config(graph, null), "connect the filters");
    source = avfilter.avfilter_graph_get_filter(graph, "abuffer@in");
    sink = avfilter.avfilter_graph_get_filter(graph, "abuffersink@out");
  }

  /** One decoded frame, or null at the end. */
  void push(@Nullable AVFrame frame) throws IOException {
    int flags = avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
    check(avfilter.av_buffersrc_add_frame_flags(source, frame, flags), "filter sound");
    while (delivered(avfilter.av_buffersink_get_frame(sink, out), "take sound")) {
      try {
        target.frame(out);
      } finally {
        avutil.av_frame_unref(out);
      }
    }
  }

  private static String layout(AVFrame first) {
    byte[] name = new byte[64];
    int length = avutil.av_channel_layout_describe(first.ch_layout(), name, name.length);
    return new String(name, 0, Math.max(0, length - 1), java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    avutil.av_frame_free(out);
    avfilter.avfilter_graph_free(graph);
  }
}
