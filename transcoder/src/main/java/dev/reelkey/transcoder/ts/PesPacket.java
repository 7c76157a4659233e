package dev.reelkey.transcoder.ts;

import java.nio.ByteBuffer;

/** One access unit, or several audio frames, with their stamps (ISO/IEC 13818-1, 2.4.3.6). */
record PesPacket(long pts, long dts, boolean randomAccess, byte[] payload) {
  private static final int WITH_BOTH = 10;
  private static final int WITH_PTS = 5;
  private static final int LONGEST_COUNTED = 0xFFFF;

  byte[] toBytes(TsStream stream) {
    int stamps = pts == dts ? WITH_PTS : WITH_BOTH;
    ByteBuffer bytes = ByteBuffer.allocate(9 + stamps + payload.length);
    int counted = 3 + stamps + payload.length;
    // Zero means "until the next one" and is allowed for video only.
    boolean open = stream == TsStream.AVC;
    if (!open && counted > LONGEST_COUNTED) {
      throw new IllegalArgumentException("an audio PES packet is at most 64 KiB");
    }
    bytes.putShort((short) 0).put((byte) 1).put((byte) stream.streamId());
    bytes.putShort((short) (open ? 0 : counted));
    // Marker bits and data_alignment_indicator.
    bytes.put((byte) 0x84).put((byte) (stamps == WITH_BOTH ? 0xC0 : 0x80)).put((byte) stamps);
    stamp(bytes, stamps == WITH_BOTH ? 3 : 2, pts);
    if (stamps == WITH_BOTH) {
      stamp(bytes, 1, dts);
    }
    return bytes.put(payload).array();
  }

  private static void stamp(ByteBuffer bytes, int prefix, long time) {
    bytes.put((byte) ((prefix << 4) | (int) ((time >> 29) & 0x0E) | 1));
    bytes.putShort((short) (((time >> 14) & 0xFFFE) | 1));
    bytes.putShort((short) (((time << 1) & 0xFFFE) | 1));
  }
}
