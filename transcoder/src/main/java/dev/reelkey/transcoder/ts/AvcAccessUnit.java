package dev.reelkey.transcoder.ts;

import java.util.List;

/** Puts an H.264 sample into the form that transport streams want (13818-1, 2.14.1). */
public final class AvcAccessUnit {
  private static final byte[] DELIMITER = {0, 0, 0, 1, NalUnit.DELIMITER, (byte) 0xF0};
  private static final byte[] START = {0, 0, 1};
  private static final int USER_DATA_UNREGISTERED = 5;

  private AvcAccessUnit() {}

  /** Delimiter, parameter sets before an IDR, then the slices and what describes them. */
  public static byte[] of(byte[] sample, List<NalUnit> units, AvcParameters parameters) {
    byte[] sets = isIdr(units) ? parameters.annexB() : new byte[0];
    int size = DELIMITER.length + sets.length;
    for (NalUnit unit : units) {
      size += kept(sample, unit) ? START.length + unit.length() : 0;
    }
    byte[] out = new byte[size];
    int at = put(DELIMITER, 0, DELIMITER.length, out, 0);
    at = put(sets, 0, sets.length, out, at);
    for (NalUnit unit : units) {
      if (kept(sample, unit)) {
        at = put(START, 0, START.length, out, at);
        at = put(sample, unit.offset(), unit.length(), out, at);
      }
    }
    return out;
  }

  /** Not every sync sample is one: open groups of pictures start with an I slice. */
  public static boolean isIdr(List<NalUnit> units) {
    return units.stream().anyMatch(unit -> unit.type() == NalUnit.IDR);
  }

  private static boolean kept(byte[] sample, NalUnit unit) {
    return switch (unit.type()) {
      case NalUnit.DELIMITER, NalUnit.SPS, NalUnit.PPS, NalUnit.FILLER -> false;
      // Free text of whoever encoded it: nothing that a viewer needs.
      case NalUnit.SEI -> unit.length() < 2 || sample[unit.offset() + 1] != USER_DATA_UNREGISTERED;
      default -> true;
    };
  }

  private static int put(byte[] from, int offset, int length, byte[] to, int at) {
    System.arraycopy(from, offset, to, at, length);
    return at + length;
  }
}
