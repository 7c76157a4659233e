package dev.reelkey.transcoder.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The two tables that name the one program of a segment (ISO/IEC 13818-1, 2.4.4). */
final class Psi {
  private static final int PAT_PID = 0;
  private static final int PMT_PID = 0x1000;
  private static final int PROGRAM = 1;
  private static final int SECTION_WITHOUT_CRC = 12;

  private Psi() {}

  /** The association table as one packet. */
  static byte[] pat(int counter) {
    ByteBuffer section = ByteBuffer.allocate(SECTION_WITHOUT_CRC);
    section.put((byte) 0).putShort((short) (0xB000 | (5 + 4 + 4)));
    section.putShort((short) 1).put((byte) 0xC1).putShort((short) 0);
    section.putShort((short) PROGRAM).putShort((short) (0xE000 | PMT_PID));
    return packet(PAT_PID, counter, section.array());
  }

  /** The program's map as one packet; its stream carries the clock too. */
  static byte[] pmt(int counter, TsStream stream) {
    ByteBuffer section = ByteBuffer.allocate(SECTION_WITHOUT_CRC + 5);
    section.put((byte) 2).putShort((short) (0xB000 | (9 + 5 + 4)));
    section.putShort((short) PROGRAM).put((byte) 0xC1).putShort((short) 0);
    section.putShort((short) (0xE000 | stream.pid())).putShort((short) 0xF000);
    section.put((byte) stream.streamType()).putShort((short) (0xE000 | stream.pid()));
    section.putShort((short) 0xF000);
    return packet(PMT_PID, counter, section.array());
  }

  private static byte[] packet(int pid, int counter, byte[] section) {
    byte[] packet = new byte[TsPackets.SIZE];
    Arrays.fill(packet, (byte) 0xFF);
    ByteBuffer.wrap(packet)
        .put((byte) 0x47)
        .putShort((short) (0x4000 | pid))
        .put((byte) (0x10 | (counter & 15)))
        .put((byte) 0)
        .put(section)
        .putInt(crc(section));
    return packet;
  }

  /** CRC-32/MPEG-2 (annex A): neither reflected nor inverted. */
  private static int crc(byte[] bytes) {
    int crc = -1;
    for (byte value : bytes) {
      crc ^= (value & 0xFF) << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
      }
    }
    return crc;
  }
}
