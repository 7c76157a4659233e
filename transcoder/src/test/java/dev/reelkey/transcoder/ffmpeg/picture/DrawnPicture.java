package dev.reelkey.transcoder.ffmpeg.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Grey pictures whose brightness a test chooses pixel by pixel. */
final class DrawnPicture {
  /** The brightness of a pixel. */
  interface Brightness {
    int at(int x, int y);
  }

  private DrawnPicture() {}

  /** 8 bit 4:2:0. */
  static AVFrame of(int width, int height, Brightness luma) {
    AVFrame frame = blank(width, height, avutil.AV_PIX_FMT_YUV420P);
    fill(frame, 0, width, height, 1, luma);
    fill(frame, 1, width / 2, height / 2, 1, (x, y) -> 128);
    fill(frame, 2, width / 2, height / 2, 1, (x, y) -> 128);
    return frame;
  }

  /** 10 bit 4:2:0. */
  static AVFrame deep(int width, int height, Brightness luma) {
    AVFrame frame = blank(width, height, avutil.AV_PIX_FMT_YUV420P10LE);
    fill(frame, 0, width, height, 2, luma);
    fill(frame, 1, width / 2, height / 2, 2, (x, y) -> 512);
    fill(frame, 2, width / 2, height / 2, 2, (x, y) -> 512);
    return frame;
  }

  /** The brightness of a pixel of an 8 bit picture. */
  static int luma(AVFrame frame, int x, int y) {
    BytePointer row = frame.data(0).capacity((long) frame.linesize(0) * frame.height());
    return row.get((long) y * frame.linesize(0) + x) & 0xff;
  }

  private static AVFrame blank(int width, int height, int format) {
    AVFrame frame = avutil.av_frame_alloc();
    frame.width(width).height(height).format(format);
    avutil.av_frame_get_buffer(frame, 0);
    return frame;
  }

  private static void fill(
      AVFrame frame, int plane, int width, int height, int bytes, Brightness value) {
    int stride = frame.linesize(plane);
    ByteBuffer data =
        frame
            .data(plane)
            .capacity((long) stride * height)
            .asByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * stride + x * bytes;
        if (bytes == 1) {
          data.put(at, (byte) value.at(x, y));
        } else {
          data.putShort(at, (short) value.at(x, y));
        }
      }
    }
  }
}
