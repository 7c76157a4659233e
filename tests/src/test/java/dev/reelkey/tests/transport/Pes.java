package dev.reelkey.tests.transport;

import static dev.reelkey.tests.transport.MalformedStreamException.require;

import java.nio.ByteBuffer;

/**
 * One packet of an elementary stream (ISO 13818-1, 2.4.3.6).
 *
 * @param pts when it is presented, in ticks of 90 kHz
 * @param dts when it is decoded; equal to {@code pts} where it is not written
 * @param payload the elementary stream's bytes, for reading only
 */
public record Pes(long pts, long dts, ByteBuffer payload) {
  private static final int PTS_AND_DTS = 3;

  /** Reads a packet from its start code on. */
  static Pes parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    require(bytes.length >= 14 && buffer.getInt() >>> 8 == 1, "no PES start code");
    int length = buffer.getShort() & 0xffff;
    require(length == 0 || length == bytes.length - 6, "PES length differs from its content");
    require((buffer.get() & 0xc0) == 0x80, "no PES header");
    int flags = (buffer.get() & 0xff) >> 6;
    require(flags >= 2, "a PES without PTS");
    int headerLength = buffer.get() & 0xff;
    int payloadAt = buffer.position() + headerLength;
    require(payloadAt <= bytes.length, "a PES header longer than the packet");
    long pts = timestamp(buffer);
    long dts = flags == PTS_AND_DTS ? timestamp(buffer) : pts;
    return new Pes(pts, dts, buffer.position(payloadAt).slice().asReadOnlyBuffer());
  }

  private static long timestamp(ByteBuffer buffer) {
    long high = buffer.get() >> 1 & 7;
    long middle = (buffer.getShort() & 0xffff) >> 1;
    long low = (buffer.getShort() & 0xffff) >> 1;
    return high << 30 | middle << 15 | low;
  }
}
