package dev.reelkey.transcoder.ts;

import java.io.IOException;
import java.util.Optional;

/**
 * Writes one segment of one elementary stream. Every segment begins with PAT and PMT (HLS-RULES C1)
 * and ends on a multiple of sixteen packets per PID: so each segment starts at counter zero, and
 * counters run on over segments that different workers made (D10).
 */
public final class TsMuxer {
  /** How far the clock stands before the decoding time; the film's offset of 10 s allows it. */
  private static final long CLOCK_LEAD = 45_000;

  private static final int COUNTER_PERIOD = 16;
  private static final long STAMP_MASK = (1L << 33) - 1;

  private final TsStream stream;
  private final TsPackets packets;
  private Optional<PesPacket> pending = Optional.empty();
  private long bytes;

  /**
   * Begins a segment.
   *
   * @param segment its number in the rendition, which numbers the tables on
   */
  public TsMuxer(TsStream stream, int segment, TsOutput out) throws IOException {
    this.stream = stream;
    this.packets = new TsPackets(stream.pid(), counting(out));
    TsOutput tables = counting(out);
    tables.write(Psi.pat(segment), 0, TsPackets.SIZE);
    tables.write(Psi.pmt(segment, stream), 0, TsPackets.SIZE);
  }

  /** Adds one access unit, or some whole audio frames; stamps on the 90 kHz clock. */
  public void write(byte[] payload, long pts, long dts, boolean randomAccess) throws IOException {
    flush();
    pending = Optional.of(new PesPacket(pts & STAMP_MASK, dts & STAMP_MASK, randomAccess, payload));
  }

  /** Writes the last access unit so that the counters come out at zero; returns the size. */
  public long end() throws IOException {
    if (pending.isPresent()) {
      byte[] pes = pending.get().toBytes(stream);
      int least = TsPackets.least(pes.length);
      int over = (packets.written() + least) % COUNTER_PERIOD;
      int count = over == 0 ? least : least + COUNTER_PERIOD - over;
      write(pes, Math.min(count, pes.length));
    }
    return bytes;
  }

  private void flush() throws IOException {
    if (pending.isPresent()) {
      byte[] pes = pending.get().toBytes(stream);
      write(pes, TsPackets.least(pes.length));
    }
  }

  private void write(byte[] pes, int count) throws IOException {
    PesPacket packet = pending.orElseThrow();
    long clock = (packet.dts() - CLOCK_LEAD) & STAMP_MASK;
    packets.write(pes, count, clock, packet.randomAccess());
    pending = Optional.empty();
  }

  private TsOutput counting(TsOutput out) {
    return (from, offset, length) -> {
      bytes += length;
      out.write(from, offset, length);
    };
  }
}
