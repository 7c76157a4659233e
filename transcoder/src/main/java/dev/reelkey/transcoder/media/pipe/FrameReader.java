package dev.reelkey.transcoder.media.pipe;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads frames; refuses anything that is none. */
public final class FrameReader {
  private final DataInputStream in;

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** The next frame, or empty when the other end closed between two frames. */
  public Optional<Frame> next() throws IOException {
    int code = in.read();
    if (code < 0) {
      return Optional.empty();
    }
    try {
      int channel = in.readInt();
      int length = in.readInt();
      if (length < 0 || length > Frame.MAX_PAYLOAD) {
        throw new IOException("frame too long");
      }
      byte[] payload = new byte[length];
      in.readFully(payload);
      return Optional.of(new Frame(FrameType.ofCode(code), channel, ByteBuffer.wrap(payload)));
    } catch (EOFException e) {
      throw new IOException("the pipe ended inside a frame", e);
    }
  }
}
