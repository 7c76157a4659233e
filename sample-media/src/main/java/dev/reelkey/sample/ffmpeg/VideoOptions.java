package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;

import dev.reelkey.sample.clip.VideoCoding;
import java.util.Map;

/** What an encoder must be told for each coding. */
record VideoOptions(String encoder, int pixelFormat, int bFrames, Map<String, String> options) {
  private static final String X264 = "libx264";
  private static final Map<String, String> FAST =
      Map.of(
          "preset", "ultrafast",
          // A constant quantiser spares x264 its look ahead, a third of the time.
          "qp", "14",
          "forced-idr", "1",
          "x264-params", "scenecut=0:open-gop=0");
  private static final Map<String, String> REORDERED =
      Map.of(
          "preset", "veryfast",
          "crf", "22",
          "forced-idr", "1",
          "x264-params", "scenecut=0:open-gop=0:b-pyramid=none:b-adapt=0");
  private static final Map<String, String> OPEN =
      Map.of(
          "preset", "veryfast",
          "crf", "22",
          "x264-params", "scenecut=0:open-gop=1:b-adapt=0");
  private static final Map<String, String> HEVC =
      Map.of(
          "preset", "ultrafast",
          "crf", "24",
          "forced-idr", "1",
          "x265-params", "log-level=error:scenecut=0:open-gop=0");

  static VideoOptions of(VideoCoding coding) {
    return switch (coding) {
      case H264 -> new VideoOptions(X264, AV_PIX_FMT_YUV420P, 0, FAST);
      case H264_B_FRAMES -> new VideoOptions(X264, AV_PIX_FMT_YUV420P, 2, REORDERED);
      case H264_OPEN_GOP -> new VideoOptions(X264, AV_PIX_FMT_YUV420P, 3, OPEN);
      case H264_FULL_CHROMA -> new VideoOptions(X264, AV_PIX_FMT_YUV444P, 0, FAST);
      case H264_10_BIT -> new VideoOptions(X264, AV_PIX_FMT_YUV420P10, 0, FAST);
      case HEVC_10_BIT -> new VideoOptions("libx265", AV_PIX_FMT_YUV420P10, 0, HEVC);
    };
  }
}
