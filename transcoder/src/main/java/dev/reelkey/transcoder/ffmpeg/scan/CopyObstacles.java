package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.probe.SampleAspect;
import dev.reelkey.transcoder.probe.VideoTrack;
import dev.reelkey.transcoder.timeline.PictureTimes;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** Decides whether the source's own picture may be the top rung. */
final class CopyObstacles {
  private static final int CONSTRAINED_BASELINE = avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;
  private static final int HIGHEST_LEVEL = 52;
  private static final int LONGEST_REORDER = 2;

  private CopyObstacles() {}

  /** The first thing that stands against it, empty when nothing does. */
  static String first(
      VideoTrack track,
      AVCodecParameters stream,
      AvcPackets samples,
      PicturePackets pictures,
      PictureTimes times,
      int edits) {
    if (!samples.obstacle().isEmpty()) {
      return samples.obstacle();
    }
    if (pictures.someHidden() || edits > 1) {
      return "an edit list that hides or repeats pictures";
    }
    if (!times.standIns().isEmpty()) {
      return "pictures that stand long";
    }
    if (pictures.someAtOnce()) {
      return "two pictures at one time";
    }
    if (track.rotation() != 0
        || track.mirrored()
        || !track.sampleAspect().equals(SampleAspect.SQUARE)) {
      return "a picture that players must turn or stretch";
    }
    if (!track.pixelFormat().equals("yuv420p") || oddSize(track)) {
      return "not 8 bit 4:2:0 of an even size";
    }
    if (isInterlaced(stream)) {
      return "interlaced";
    }
    if (!playsEverywhere(track.profile()) || stream.level() > HIGHEST_LEVEL) {
      return "a profile or level that not every player has";
    }
    return pictures.reorderDelay() > LONGEST_REORDER ? "a long reordering of pictures" : "";
  }

  private static boolean oddSize(VideoTrack track) {
    return track.width() % 2 != 0 || track.height() % 2 != 0;
  }

  private static boolean isInterlaced(AVCodecParameters stream) {
    return stream.field_order() != avcodec.AV_FIELD_PROGRESSIVE
        && stream.field_order() != avcodec.AV_FIELD_UNKNOWN;
  }

  /** Plain Baseline may use slices out of order, which hardware does not decode. */
  private static boolean playsEverywhere(int profile) {
    return profile == CONSTRAINED_BASELINE
        || profile == avcodec.AV_PROFILE_H264_MAIN
        || profile == avcodec.AV_PROFILE_H264_HIGH;
  }
}
