package dev.reelkey.transcoder.media.helper;

import dev.reelkey.transcoder.media.pipe.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The source as the demuxer sees it: blocks kept and read ahead, so that late {@code moov} boxes
 * and badly interleaved files do not ask twice.
 */
public final class SourceReader {
  private static final int BLOCK = 262_144;
  private static final int KEPT_BLOCKS = 96;
  private static final int AHEAD = 4;

  private final long size;
  private final OutputPipe output;
  private final Map<Integer, ByteBuffer> awaited = new HashMap<>();
  private final LinkedHashMap<Integer, byte[]> kept = new LinkedHashMap<>(128, 0.75f, true);
  private boolean closed;

  public SourceReader(long size, OutputPipe output) {
    this.size = size;
    this.output = output;
  }

  public long size() {
    return size;
  }

  /** Copies up to {@code length} bytes; -1 at the end of the source. */
  public synchronized int read(long position, byte[] into, int length) throws IOException {
    if (position >= size || position < 0) {
      return -1;
    }
    int block = (int) (position / BLOCK);
    byte[] bytes = block(block);
    int from = (int) (position % BLOCK);
    int copied = Math.min(length, bytes.length - from);
    System.arraycopy(bytes, from, into, 0, copied);
    return copied;
  }

  /** As many bytes as there are, at most {@code length}. */
  public byte[] at(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    byte[] piece = new byte[length];
    int filled = 0;
    while (filled < length) {
      int read = read(position + filled, piece, length - filled);
      if (read < 0) {
        return Arrays.copyOf(bytes, filled);
      }
      System.arraycopy(piece, 0, bytes, filled, read);
      filled += read;
    }
    return bytes;
  }

  /** Called by the thread that reads the pipe. */
  synchronized void arrived(Frame frame) throws IOException {
    ByteBuffer block = awaited.get(frame.channel());
    if (block == null || block.remaining() < frame.payload().remaining()) {
      throw new IOException("bytes that nobody asked for");
    }
    block.put(frame.payload());
    if (!block.hasRemaining()) {
      awaited.remove(frame.channel());
      kept.put(frame.channel(), block.array());
      notifyAll();
    }
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private byte[] block(int block) throws IOException {
    // Two neighbours in a row mean that the rest will follow.
    int ahead = block == 0 || kept.containsKey(block - 1) ? AHEAD : 0;
    for (int i = block; i <= block + ahead; i++) {
      ask(i);
    }
    byte[] bytes = kept.get(block);
    while (bytes == null) {
      if (closed) {
        throw new IOException("the worker closed the source");
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      bytes = kept.get(block);
    }
    trim();
    return bytes;
  }

  private void ask(int block) {
    long position = (long) block * BLOCK;
    if (position >= size || kept.containsKey(block) || awaited.containsKey(block)) {
      return;
    }
    int length = (int) Math.min(BLOCK, size - position);
    awaited.put(block, ByteBuffer.allocate(length));
    output.askForBytes(block, position, length);
  }

  private void trim() {
    var oldest = kept.keySet().iterator();
    while (kept.size() > KEPT_BLOCKS) {
      oldest.next();
      oldest.remove();
    }
  }
}
