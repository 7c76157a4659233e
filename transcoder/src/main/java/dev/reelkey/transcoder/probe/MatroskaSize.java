package dev.reelkey.transcoder.probe;

import java.io.IOException;

/** Tells whether a Matroska file ends before its segment does (RFC 9559, 5.1; RFC 8794, 4). */
public final class MatroskaSize {
  private static final int HEAD = 4_096;
  private static final int[] EBML = {0x1A, 0x45, 0xDF, 0xA3};
  private static final int[] SEGMENT = {0x18, 0x53, 0x80, 0x67};

  private MatroskaSize() {}

  /** False too when the segment's size is unknown, as in live recordings. */
  public static boolean truncated(Mp4Boxes.Bytes file, long size) throws IOException {
    byte[] head = file.at(0, HEAD);
    if (!startsWith(head, 0, EBML)) {
      return false;
    }
    int at = EBML.length;
    long header = number(head, at);
    long segment = at + width(head, at) + header;
    if (header < 0 || segment + 12 > head.length || !startsWith(head, (int) segment, SEGMENT)) {
      return false;
    }
    at = (int) segment + SEGMENT.length;
    long length = number(head, at);
    return length >= 0 && at + width(head, at) + length > size;
  }

  /** The value of a variable-size integer, -1 for "unknown". */
  private static long number(byte[] bytes, int at) {
    int width = width(bytes, at);
    if (width > 8 || at + width > bytes.length) {
      return -1;
    }
    long value = bytes[at] & (0xFF >> width);
    boolean allOnes = value == 0xFF >> width;
    for (int i = 1; i < width; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
      allOnes = allOnes && bytes[at + i] == (byte) 0xFF;
    }
    return allOnes ? -1 : value;
  }

  private static int width(byte[] bytes, int at) {
    return at < bytes.length ? Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 24 + 1 : 9;
  }

  private static boolean startsWith(byte[] bytes, int at, int[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (at + i >= bytes.length || (bytes[at + i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
