package dev.reelkey.tests.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit of an H.264 byte stream (ISO 14496-10, annex B).
 *
 * @param bytes the unit from its header byte on
 */
public record NalUnit(int type, ByteBuffer bytes) {
  public static final int SLICE = 1;
  public static final int IDR = 5;
  public static final int SPS = 7;
  public static final int PPS = 8;

  /** The units of one access unit. */
  public static List<NalUnit> split(ByteBuffer stream) {
    List<NalUnit> units = new ArrayList<>();
    int begin = -1;
    for (int at = 0; at + 2 < stream.limit(); at++) {
      if (stream.get(at) == 0 && stream.get(at + 1) == 0 && stream.get(at + 2) == 1) {
        add(units, stream, begin, at);
        begin = at + 3;
        at += 2;
      }
    }
    add(units, stream, begin, stream.limit());
    return units;
  }

  private static void add(List<NalUnit> units, ByteBuffer stream, int begin, int end) {
    if (begin >= 0 && begin < end) {
      ByteBuffer bytes = stream.duplicate().position(begin).limit(end).slice();
      units.add(new NalUnit(bytes.get(0) & 31, bytes));
    }
  }
}
