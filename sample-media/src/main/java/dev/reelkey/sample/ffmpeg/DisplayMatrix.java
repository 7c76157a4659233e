package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/** The matrix in a track's header that tells the player to turn the picture. */
final class DisplayMatrix {
  private static final int ENTRIES = 9;

  private DisplayMatrix() {}

  static void turnClockwise(AVCodecParameters parameters) {
    AVPacketSideData all = new AVPacketSideData(parameters.coded_side_data());
    int[] count = {parameters.nb_coded_side_data()};
    AVPacketSideData added =
        av_packet_side_data_new(
            all, count, AV_PKT_DATA_DISPLAYMATRIX, (long) ENTRIES * Integer.BYTES, 0);
    if (added == null) {
      throw new EncodingFailedException("no memory for a display matrix");
    }
    parameters.coded_side_data(all).nb_coded_side_data(count[0]);
    av_display_rotation_set(new IntPointer(added.data()).capacity(ENTRIES), 90);
  }
}
