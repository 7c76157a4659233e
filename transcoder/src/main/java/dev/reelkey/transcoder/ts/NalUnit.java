package dev.reelkey.transcoder.ts;

import java.util.ArrayList;
import java.util.List;

/**
 * One H.264 NAL unit inside a larger buffer (ITU-T H.264, 7.3.1).
 *
 * @param type nal_unit_type
 */
public record NalUnit(int type, int offset, int length) {
  public static final int SLICE = 1;
  public static final int IDR = 5;
  public static final int SEI = 6;
  public static final int SPS = 7;
  public static final int PPS = 8;
  public static final int DELIMITER = 9;
  public static final int FILLER = 12;

  /** Splits by start codes (annex B). */
  public static List<NalUnit> ofAnnexB(byte[] bytes) {
    List<NalUnit> units = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        addTrimmed(units, bytes, start, i);
        start = i + 3;
        i += 2;
      }
    }
    addTrimmed(units, bytes, start, bytes.length);
    return units;
  }

  /** Splits by length fields (ISO/IEC 14496-15, 5.3.4.2). */
  public static List<NalUnit> ofLengths(byte[] bytes, int lengthBytes) {
    List<NalUnit> units = new ArrayList<>();
    int at = 0;
    while (at + lengthBytes < bytes.length) {
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (bytes[at + i] & 0xFF);
      }
      at += lengthBytes;
      if (length > bytes.length - at) {
        throw new IllegalArgumentException("a NAL unit is longer than its sample");
      }
      if (length > 0) {
        units.add(new NalUnit(bytes[at] & 0x1F, at, (int) length));
      }
      at += (int) length;
    }
    return units;
  }

  private static void addTrimmed(List<NalUnit> units, byte[] bytes, int start, int end) {
    int last = end;
    // trailing_zero_8bits belong to no unit.
    while (last > start && last > 0 && bytes[last - 1] == 0) {
      last--;
    }
    if (start >= 0 && last > start) {
      units.add(new NalUnit(bytes[start] & 0x1F, start, last - start));
    }
  }
}
