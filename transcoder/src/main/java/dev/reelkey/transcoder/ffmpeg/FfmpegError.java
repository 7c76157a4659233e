package dev.reelkey.transcoder.ffmpeg;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** A call into FFmpeg failed. */
public final class FfmpegError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int TRY_AGAIN = -11;

  private final int code;

  private FfmpegError(String call, int code) {
    super(call + ": " + text(code));
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The result of a call that reports errors as negative numbers. */
  public static int check(int result, String call) {
    if (result < 0) {
      throw new FfmpegError(call, result);
    }
    return result;
  }

  /** False when the codec or filter has nothing now, or nothing any more. */
  public static boolean delivered(int result, String call) {
    if (result == TRY_AGAIN || result == avutil.AVERROR_EOF()) {
      return false;
    }
    check(result, call);
    return true;
  }

  private static String text(int code) {
    byte[] text = new byte[128];
    avutil.av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}
