package dev.reelkey.tests.transport;

import java.nio.ByteBuffer;

/** Reads bits of a NAL unit, leaving out emulation prevention bytes. */
final class BitReader {
  private final ByteBuffer bytes;
  private int at;
  private int bit;
  private int zeros;

  BitReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  int read(int count) {
    int value = 0;
    for (int n = 0; n < count; n++) {
      value = value << 1 | readBit();
    }
    return value;
  }

  void skip(int count) {
    for (int n = 0; n < count; n++) {
      readBit();
    }
  }

  /** An unsigned Exp-Golomb number. */
  int unsigned() {
    int length = 0;
    while (readBit() == 0) {
      length++;
      MalformedStreamException.require(length < 32, "a number longer than 32 bits");
    }
    return (1 << length) - 1 + read(length);
  }

  /** A signed Exp-Golomb number. */
  int signed() {
    int code = unsigned();
    return (code & 1) == 1 ? (code + 1) / 2 : -code / 2;
  }

  private int readBit() {
    if (bit == 0 && zeros >= 2 && at < bytes.limit() && bytes.get(at) == 3) {
      at++;
      zeros = 0;
    }
    MalformedStreamException.require(at < bytes.limit(), "a parameter set that ends early");
    int value = bytes.get(at) >> (7 - bit) & 1;
    bit++;
    if (bit == 8) {
      zeros = bytes.get(at) == 0 ? zeros + 1 : 0;
      bit = 0;
      at++;
    }
    return value;
  }
}
