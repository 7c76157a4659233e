package dev.reelkey.tests.hls;

import java.util.function.UnaryOperator;

/** Faults in the bytes of a clear transport stream. */
final class Faults {
  private static final int PACKET = 188;

  private Faults() {}

  /** Leaves out one packet. */
  static UnaryOperator<byte[]> without(int packet) {
    return bytes -> {
      byte[] shorter = new byte[bytes.length - PACKET];
      System.arraycopy(bytes, 0, shorter, 0, packet * PACKET);
      int rest = (packet + 1) * PACKET;
      System.arraycopy(bytes, rest, shorter, packet * PACKET, bytes.length - rest);
      return shorter;
    };
  }

  /** Adds to the continuity counter of every packet of a PID from the given packet on. */
  static UnaryOperator<byte[]> counters(int firstPacket, int added) {
    return bytes -> {
      int pid = pid(bytes, firstPacket * PACKET);
      for (int at = firstPacket * PACKET; at < bytes.length; at += PACKET) {
        if (pid(bytes, at) == pid) {
          bytes[at + 3] = (byte) (bytes[at + 3] & 0xf0 | bytes[at + 3] + added & 15);
        }
      }
      return bytes;
    };
  }

  private static int pid(byte[] bytes, int at) {
    return (bytes[at + 1] & 31) << 8 | bytes[at + 2] & 0xff;
  }

  /** Replaces the first occurrence of one byte sequence by another of the same length. */
  static UnaryOperator<byte[]> replace(int[] from, int[] to) {
    return bytes -> {
      for (int at = 0; at + from.length <= bytes.length; at++) {
        if (standsAt(bytes, at, from)) {
          for (int n = 0; n < to.length; n++) {
            bytes[at + n] = (byte) to[n];
          }
          return bytes;
        }
      }
      throw new IllegalArgumentException("the segment has no such bytes");
    };
  }

  private static boolean standsAt(byte[] bytes, int at, int[] wanted) {
    for (int n = 0; n < wanted.length; n++) {
      if (bytes[at + n] != (byte) wanted[n]) {
        return false;
      }
    }
    return true;
  }
}
