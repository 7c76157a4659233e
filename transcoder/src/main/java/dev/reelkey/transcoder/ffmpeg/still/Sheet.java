package dev.reelkey.transcoder.ffmpeg.still;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;

import dev.reelkey.transcoder.ladder.Stills;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** The storyboard's one picture, tile by tile; planes of 4:2:0. */
final class Sheet implements AutoCloseable {
  private static final byte GREY = (byte) 128;

  private final Stills stills;
  private final AVFrame frame = avutil.av_frame_alloc();

  Sheet(Stills stills) {
    this.stills = stills;
    frame.width(stills.tileWidth() * stills.columns());
    frame.height(stills.tileHeight() * stills.rows());
    frame.format(avutil.AV_PIX_FMT_YUVJ420P);
    frame.color_range(avutil.AVCOL_RANGE_JPEG);
    check(avutil.av_frame_get_buffer(frame, 0), "allocate the storyboard");
    for (int plane = 0; plane < 3; plane++) {
      int rows = plane == 0 ? frame.height() : frame.height() / 2;
      byte[] empty = new byte[frame.linesize(plane) * rows];
      Arrays.fill(empty, plane == 0 ? 0 : GREY);
      frame.data(plane).capacity(empty.length).put(empty);
    }
  }

  /** Copies a picture of a tile's size into its place. */
  void put(int tile, AVFrame picture) {
    int left = tile % stills.columns() * stills.tileWidth();
    int top = tile / stills.columns() * stills.tileHeight();
    for (int plane = 0; plane < 3; plane++) {
      int half = plane == 0 ? 1 : 2;
      copy(picture, plane, left / half, top / half, half);
    }
  }

  AVFrame frame() {
    return frame;
  }

  private void copy(AVFrame picture, int plane, int left, int top, int half) {
    int width = stills.tileWidth() / half;
    int height = stills.tileHeight() / half;
    byte[] row = new byte[width];
    BytePointer from = new BytePointer(picture.data(plane));
    BytePointer to = new BytePointer(frame.data(plane));
    for (int y = 0; y < height; y++) {
      from.position((long) y * picture.linesize(plane)).get(row);
      to.position((long) (top + y) * frame.linesize(plane) + left).put(row);
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
  }
}
