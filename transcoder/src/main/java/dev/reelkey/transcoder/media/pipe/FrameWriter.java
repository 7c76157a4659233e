package dev.reelkey.transcoder.media.pipe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames; several threads may share it. */
public final class FrameWriter {
  private static final int HEADER = 9;

  private final OutputStream out;
  private final byte[] buffer = new byte[HEADER + Frame.MAX_PAYLOAD];

  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  public synchronized void write(Frame frame) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer);
    target.put((byte) frame.type().ordinal());
    target.putInt(frame.channel());
    target.putInt(frame.payload().remaining());
    target.put(frame.payload().duplicate());
    // One write per frame, so that a frame is one system call.
    out.write(buffer, 0, target.position());
    out.flush();
  }

  /** Writes bytes of any length as frames of one type and channel. */
  public void writeAll(FrameType type, int channel, byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; at += Frame.MAX_PAYLOAD) {
      int length = Math.min(Frame.MAX_PAYLOAD, bytes.length - at);
      write(new Frame(type, channel, ByteBuffer.wrap(bytes, at, length)));
    }
  }
}
