package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** The ffmpeg libraries refused a call. */
public final class EncodingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EncodingFailedException(String message) {
    super(message);
  }

  /** The result of a call, which must not be negative. */
  static int check(int result, String call) {
    if (result >= 0) {
      return result;
    }
    byte[] text = new byte[128];
    av_strerror(result, text, text.length);
    String reason = new String(text, StandardCharsets.US_ASCII).replace("\0", "");
    throw new EncodingFailedException(call + ": " + reason);
  }
}
