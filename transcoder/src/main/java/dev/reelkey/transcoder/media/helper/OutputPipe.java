package dev.reelkey.transcoder.media.helper;

import dev.reelkey.transcoder.media.pipe.Frame;
import dev.reelkey.transcoder.media.pipe.FrameType;
import dev.reelkey.transcoder.media.pipe.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;

/**
 * What leaves the media process: reads overtake output, and output waits for credit, so that
 * neither end ever blocks the other.
 */
public final class OutputPipe {
  /** Output that the worker may have in hand; both ends know it. */
  public static final int WINDOW = 16 << 20;

  private final LinkedBlockingDeque<Frame> queue = new LinkedBlockingDeque<>();
  private final Semaphore credit = new Semaphore(WINDOW);
  private final FrameWriter out;

  public OutputPipe(FrameWriter out) {
    this.out = out;
  }

  /** Writes until the process ends; runs on a thread of its own. */
  void drain() {
    try {
      while (true) {
        out.write(queue.take());
      }
    } catch (IOException | InterruptedException e) {
      // The worker is gone: nobody is left who could want anything.
      Runtime.getRuntime().halt(1);
    }
  }

  void askForBytes(int read, long position, int length) {
    ByteBuffer payload = ByteBuffer.allocate(12).putLong(position).putInt(length).flip();
    queue.addFirst(new Frame(FrameType.READ, read, payload));
  }

  void addCredit(int bytes) {
    credit.release(bytes);
  }

  /** Copies the bytes; waits while the worker has a full window in hand. */
  public void data(int channel, byte[] bytes, int offset, int length) {
    for (int at = 0; at < length; at += Frame.MAX_PAYLOAD) {
      int piece = Math.min(Frame.MAX_PAYLOAD, length - at);
      credit.acquireUninterruptibly(piece);
      byte[] copy = new byte[piece];
      System.arraycopy(bytes, offset + at, copy, 0, piece);
      queue.addLast(new Frame(FrameType.DATA, channel, ByteBuffer.wrap(copy)));
    }
  }

  public void send(FrameType type, int channel, ByteBuffer payload) {
    queue.addLast(new Frame(type, channel, payload));
  }

  /** Sends bytes of any length; for answers that are small against memory. */
  void sendAll(FrameType type, byte[] bytes) {
    for (int at = 0; at < bytes.length; at += Frame.MAX_PAYLOAD) {
      int length = Math.min(Frame.MAX_PAYLOAD, bytes.length - at);
      send(type, 0, ByteBuffer.wrap(bytes, at, length));
    }
  }

  public void progress(long done, long total) {
    send(FrameType.PROGRESS, 0, ByteBuffer.allocate(16).putLong(done).putLong(total).flip());
  }
}
