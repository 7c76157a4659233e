package dev.reelkey.transcoder.ffmpeg;

import dev.reelkey.transcoder.media.helper.SourceReader;
import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What FFmpeg calls to read the source. The owner must keep this object as long as the context
 * lives: a collected callback crashes the process.
 */
final class SourceCallbacks {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_SIZE = 0x10000;
  private static final int IO_ERROR = -5;

  private final SourceReader source;
  private final byte[] buffer = new byte[65_536];
  private final Read read = new Read();
  private final Seek seek = new Seek();
  private long filePosition;

  SourceCallbacks(SourceReader source) {
    this.source = source;
  }

  Read_packet_Pointer_BytePointer_int read() {
    return read;
  }

  Seek_Pointer_long_int seek() {
    return seek;
  }

  private final class Read extends Read_packet_Pointer_BytePointer_int {
    private static final long serialVersionUID = 1;

    @Override
    public int call(Pointer opaque, BytePointer into, int wanted) {
      try {
        int count = source.read(filePosition, buffer, Math.min(wanted, buffer.length));
        if (count < 0) {
          return avutil.AVERROR_EOF();
        }
        into.capacity(count).put(buffer, 0, count);
        filePosition += count;
        return count;
      } catch (IOException e) {
        return IO_ERROR;
      }
    }
  }

  private final class Seek extends Seek_Pointer_long_int {
    private static final long serialVersionUID = 1;

    @Override
    public long call(Pointer opaque, long offset, int whence) {
      long target =
          switch (whence & ~0x20000) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> filePosition + offset;
            case SEEK_END -> source.size() + offset;
            case SEEK_SIZE -> -1;
            default -> -2;
          };
      if (target == -1) {
        return source.size();
      }
      if (target < 0) {
        return IO_ERROR;
      }
      filePosition = target;
      return filePosition;
    }
  }
}
