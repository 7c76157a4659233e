package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.media.MediaFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last words of a child; whatever it says was chosen by an uploader. */
final class ErrorTail {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorTail.class);
  private static final int KEPT = 4_096;

  private final InputStream stream;
  private final byte[] ring = new byte[KEPT];
  private long seen;

  ErrorTail(InputStream stream) {
    this.stream = stream;
  }

  /** Reads to the end and forgets all but the tail. */
  void drain() {
    byte[] piece = new byte[8_192];
    try {
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        keep(piece, read);
      }
    } catch (IOException e) {
      // Killed: there is nothing more to hear.
      return;
    }
  }

  void log(MediaFailureException failure) {
    LOG.info("media process failed: code={}", failure.failure().code());
    LOG.debug("media process stderr, printable characters only: {}", tail());
  }

  private synchronized void keep(byte[] piece, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (seen++ % KEPT)] = piece[i];
    }
  }

  synchronized String tail() {
    int length = (int) Math.min(seen, KEPT);
    byte[] last = new byte[length];
    for (int i = 0; i < length; i++) {
      byte value = ring[(int) ((seen - length + i) % KEPT)];
      last[i] = value >= ' ' && value < 127 ? value : (byte) (value == '\n' ? '|' : '.');
    }
    return new String(last, StandardCharsets.US_ASCII);
  }
}
