package dev.reelkey.transcoder.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Watches a clear transport stream segment go by (ISO 13818-1, 2.4.3). */
final class TsInspector {
  private static final int PACKET = 188;
  private static final int SYNC = 0x47;
  private static final int NULL_PID = 0x1fff;
  private static final int PAT_PID = 0;

  private final byte[] carried = new byte[PACKET];
  private final TreeMap<Integer, int[]> counters = new TreeMap<>();
  private int carriedLength;
  private long packets;
  private long stray;
  private int jumps;
  private int pmtPid = -1;
  private boolean tablesFirst = true;
  private boolean mediaSeen;
  private boolean accessPoint;

  void write(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (carriedLength == 0 && end - at >= PACKET) {
        packet(bytes, at);
        at += PACKET;
      } else {
        int count = Math.min(PACKET - carriedLength, end - at);
        System.arraycopy(bytes, at, carried, carriedLength, count);
        carriedLength += count;
        at += count;
        if (carriedLength == PACKET) {
          packet(carried, 0);
          carriedLength = 0;
        }
      }
    }
  }

  TsShape finish() {
    List<TsShape.Counters> ends = new ArrayList<>();
    counters.forEach((pid, pair) -> ends.add(new TsShape.Counters(pid, pair[0], pair[1])));
    return new TsShape(
        packets, stray + carriedLength, tablesFirst && packets >= 2, accessPoint, jumps, ends);
  }

  private void packet(byte[] bytes, int at) {
    if ((bytes[at] & 0xff) != SYNC) {
      stray += PACKET;
      return;
    }
    int pid = ((bytes[at + 1] & 0x1f) << 8) | (bytes[at + 2] & 0xff);
    int control = (bytes[at + 3] >> 4) & 3;
    if (packets == 0) {
      tablesFirst = pid == PAT_PID;
      pmtPid = pmtOf(bytes, at, control);
    } else if (packets == 1) {
      tablesFirst &= pid == pmtPid;
    }
    packets++;
    if ((control & 1) != 0 && pid != NULL_PID) {
      count(pid, bytes[at + 3] & 0x0f);
    }
    if (!mediaSeen && packets > 2 && pid != PAT_PID && pid != pmtPid) {
      mediaSeen = true;
      boolean field = (control & 2) != 0 && bytes[at + 4] != 0;
      accessPoint = field && (bytes[at + 5] & 0x40) != 0;
    }
  }

  private void count(int pid, int counter) {
    int[] pair = counters.get(pid);
    if (pair == null) {
      counters.put(pid, new int[] {counter, counter});
      return;
    }
    if (counter != ((pair[1] + 1) & 0x0f)) {
      jumps++;
    }
    pair[1] = counter;
  }

  /** The PMT's PID out of a PAT with one program (2.4.4.3). */
  private static int pmtOf(byte[] bytes, int at, int control) {
    int payload = at + 4 + ((control & 2) != 0 ? 1 + (bytes[at + 4] & 0xff) : 0);
    int section = payload < at + PACKET ? payload + 1 + (bytes[payload] & 0xff) : at + PACKET;
    int program = section + 8;
    return program + 4 <= at + PACKET
        ? ((bytes[program + 2] & 0x1f) << 8) | (bytes[program + 3] & 0xff)
        : -1;
  }
}
