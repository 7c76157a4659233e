package dev.reelkey.tests.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A film as large as is wanted: a clip and a free box (ISO/IEC 14496-12, 8.1.2) that is made while
 * sent.
 */
record PaddedClip(Path clip, long padding) {
  private static final int HEADER = 16;

  BodyPublisher body() {
    try {
      long length = Files.size(clip) + HEADER + padding;
      return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::stream), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream stream() {
    byte[] header =
        ByteBuffer.allocate(HEADER)
            .putInt(1)
            .put("free".getBytes(US_ASCII))
            .putLong(HEADER + padding)
            .array();
    try {
      InputStream film = Files.newInputStream(clip);
      InputStream box =
          new SequenceInputStream(new ByteArrayInputStream(header), new Zeros(padding));
      return new SequenceInputStream(film, box);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many zero bytes. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
