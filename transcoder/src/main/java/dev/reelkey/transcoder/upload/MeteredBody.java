package dev.reelkey.transcoder.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/**
 * A request body that ends with a refusal when it is longer, or comes slower, than it may. Only
 * time spent waiting for the sender counts. A sender that stops altogether is cut by the listener's
 * idle timeout.
 */
final class MeteredBody extends FilterInputStream {
  private final UploadLimits limits;
  private final Clock clock;
  private long bytes;
  private long windowBytes;
  private long windowMillis;

  MeteredBody(InputStream body, UploadLimits limits, Clock clock) {
    super(body);
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    long before = clock.millis();
    int count = in.read(into, offset, length);
    if (count > 0) {
      bytes += count;
      windowBytes += count;
      windowMillis += clock.millis() - before;
      judge();
    }
    return count;
  }

  private void judge() throws IOException {
    if (bytes > limits.maxBytes()) {
      throw new LimitException(UploadRefusal.TOO_LARGE);
    }
    if (windowMillis >= limits.window().toMillis()) {
      if (windowBytes * 1000 / windowMillis < limits.minBytesPerSecond()) {
        throw new LimitException(UploadRefusal.TOO_SLOW);
      }
      windowBytes = 0;
      windowMillis = 0;
    }
  }

  /** Carries a refusal through code that reads a stream. */
  static final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final UploadRefusal why;

    LimitException(UploadRefusal why) {
      super(why.name());
      this.why = why;
    }

    UploadRefusal why() {
      return why;
    }
  }
}
