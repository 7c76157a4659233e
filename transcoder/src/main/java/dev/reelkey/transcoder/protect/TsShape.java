package dev.reelkey.transcoder.protect;

import java.util.List;

/**
 * What the packets of a clear transport stream segment show, noted while it is encrypted; the
 * conformance check judges it.
 *
 * @param packets of 188 bytes
 * @param strayBytes bytes outside packets that begin with 0x47; none in a good segment
 * @param tablesFirst PAT and PMT are the first two packets (C1)
 * @param startsAtAccessPoint the media's first packet has random_access_indicator (C6)
 * @param jumps continuity counters that did not go on by one inside the segment (D10)
 * @param counters of each PID, to compare with the next segment's
 */
public record TsShape(
    long packets,
    long strayBytes,
    boolean tablesFirst,
    boolean startsAtAccessPoint,
    int jumps,
    List<Counters> counters) {
  public TsShape {
    counters = List.copyOf(counters);
  }

  /** First and last continuity counter of the packets of one PID that carry payload. */
  public record Counters(int pid, int first, int last) {}
}
