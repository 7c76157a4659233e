package dev.reelkey.playback.origin;

import dev.reelkey.core.s3.Bucket.ObjectStream;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Copies a body that is too large for memory from the store to its reader. A worker waits for the
 * reader, so there are few of these at a time, and each has a time by which it is over (WEB-1).
 */
final class StraightTransfer {
  private static final int PIECE = 32 * 1024;

  private final Semaphore places;
  private final long minBytesPerSecond;
  private final long graceSeconds;

  /** What is so large is a stream of more than ten times this rate: nobody watches it slower. */
  StraightTransfer() {
    this(8, 256 * 1024, 20);
  }

  StraightTransfer(int atATime, long minBytesPerSecond, long graceSeconds) {
    this.places = new Semaphore(atATime);
    this.minBytesPerSecond = minBytesPerSecond;
    this.graceSeconds = graceSeconds;
  }

  /**
   * Sends all of it and ends the exchange.
   *
   * @param open called once there is a place; says the headers too
   * @return false where there is none
   */
  boolean send(HttpServerExchange exchange, long length, Supplier<ObjectStream> open)
      throws IOException {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      sendInTime(exchange, graceSeconds + length / minBytesPerSecond, open.get());
    } finally {
      places.release();
    }
    return true;
  }

  private static void sendInTime(HttpServerExchange exchange, long seconds, ObjectStream stream)
      throws IOException {
    XnioExecutor.Key deadline =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()), seconds, TimeUnit.SECONDS);
    boolean whole = false;
    try {
      copy(stream, exchange.getOutputStream());
      whole = true;
    } finally {
      deadline.remove();
      if (whole) {
        stream.body().close();
      } else {
        // Closing alone would read the rest of the object for nobody.
        stream.abort().run();
      }
    }
  }

  private static void copy(ObjectStream stream, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = stream.body().read(piece); n >= 0; n = stream.body().read(piece)) {
      out.write(piece, 0, n);
    }
    out.close();
  }
}
