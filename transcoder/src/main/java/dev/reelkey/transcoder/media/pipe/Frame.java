package dev.reelkey.transcoder.media.pipe;

import java.nio.ByteBuffer;

/** One frame; the payload is read-only from its position to its limit. */
public record Frame(FrameType type, int channel, ByteBuffer payload) {
  public static final int MAX_PAYLOAD = 65_536;

  public Frame {
    if (payload.remaining() > MAX_PAYLOAD) {
      throw new IllegalArgumentException("a frame carries at most 64 KiB");
    }
  }

  public static Frame empty(FrameType type, int channel) {
    return new Frame(type, channel, ByteBuffer.allocate(0));
  }

  public byte[] bytes() {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }
}
