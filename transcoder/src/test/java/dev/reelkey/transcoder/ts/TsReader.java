package dev.reelkey.transcoder.ts;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes transport streams apart by the letter of ISO/IEC 13818-1; throws at the first breach. */
public final class TsReader {
  /** One access unit or audio group as it came out again. */
  public record Unit(long pts, long dts, long clock, boolean randomAccess, byte[] payload) {}

  private final Map<Integer, Integer> counters = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private final ByteArrayOutputStream pes = new ByteArrayOutputStream();
  private long clock = -1;
  private boolean randomAccess;

  /** Reads on; counters must run on from what was read before. */
  public TsReader read(byte[] bytes) {
    require(bytes.length % 188 == 0, "whole packets");
    for (int at = 0; at < bytes.length; at += 188) {
      packet(bytes, at, at / 188);
    }
    finishUnit();
    return this;
  }

  public List<Unit> units() {
    return units;
  }

  private void packet(byte[] bytes, int at, int number) {
    require(bytes[at] == 0x47, "a sync byte");
    int pid = (bytes[at + 1] & 0x1F) << 8 | (bytes[at + 2] & 0xFF);
    boolean start = (bytes[at + 1] & 0x40) != 0;
    int counter = bytes[at + 3] & 15;
    Integer before = counters.put(pid, counter);
    require(before == null || (before + 1) % 16 == counter, "a counter that runs on: " + pid);
    require(number > 1 || pid == (number == 0 ? 0 : 0x1000), "PAT and PMT first");
    if (pid == 0 || pid == 0x1000) {
      return;
    }
    int control = bytes[at + 3] >> 4 & 3;
    int field = control == 3 ? 1 + (bytes[at + 4] & 0xFF) : 0;
    require(control == 1 || control == 3, "a payload");
    if (start) {
      finishUnit();
      randomAccess = field > 1 && (bytes[at + 5] & 0x40) != 0;
      clock = field > 6 && (bytes[at + 5] & 0x10) != 0 ? clock(bytes, at + 6) : -1;
    }
    require(4 + field < 188, "a payload byte");
    pes.write(bytes, at + 4 + field, 184 - field);
  }

  private static long clock(byte[] bytes, int at) {
    long base = 0;
    for (int i = 0; i < 4; i++) {
      base = base << 8 | (bytes[at + i] & 0xFF);
    }
    return base << 1 | (bytes[at + 4] >> 7 & 1);
  }

  private void finishUnit() {
    byte[] bytes = pes.toByteArray();
    pes.reset();
    if (bytes.length == 0) {
      return;
    }
    require(bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 1, "a PES start code");
    int counted = (bytes[4] & 0xFF) << 8 | (bytes[5] & 0xFF);
    require(counted == 0 || counted == bytes.length - 6, "a PES length");
    int header = 9 + (bytes[8] & 0xFF);
    long pts = stamp(bytes, 9);
    long dts = (bytes[7] & 0x40) != 0 ? stamp(bytes, 14) : pts;
    byte[] payload = java.util.Arrays.copyOfRange(bytes, header, bytes.length);
    units.add(new Unit(pts, dts, clock, randomAccess, payload));
  }

  private static long stamp(byte[] bytes, int at) {
    require(
        (bytes[at] & 1) == 1 && (bytes[at + 2] & 1) == 1 && (bytes[at + 4] & 1) == 1, "markers");
    return (long) (bytes[at] >> 1 & 7) << 30
        | (bytes[at + 1] & 0xFF) << 22
        | (bytes[at + 2] & 0xFE) << 14
        | (bytes[at + 3] & 0xFF) << 7
        | (bytes[at + 4] & 0xFE) >> 1;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("the stream lacks " + what);
    }
  }
}
