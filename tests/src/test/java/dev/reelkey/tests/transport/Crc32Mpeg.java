package dev.reelkey.tests.transport;

import java.nio.ByteBuffer;

/** The checksum of program tables (ISO 13818-1, annex A): 0 over a table with its checksum. */
final class Crc32Mpeg {
  private static final int POLYNOMIAL = 0x04c11db7;

  private Crc32Mpeg() {}

  static int of(ByteBuffer bytes) {
    int crc = -1;
    while (bytes.hasRemaining()) {
      crc ^= bytes.get() << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
    }
    return crc;
  }
}
