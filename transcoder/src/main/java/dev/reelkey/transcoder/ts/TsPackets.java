package dev.reelkey.transcoder.ts;

import java.io.IOException;
import java.util.Arrays;

/** Cuts one PES packet into transport packets (ISO/IEC 13818-1, 2.4.3). */
final class TsPackets {
  static final int SIZE = 188;
  private static final int PAYLOAD = 184;
  // Length, flags and six bytes of clock reference in front of the first payload.
  private static final int CLOCK_FIELD = 8;
  private static final int RANDOM_ACCESS = 0x40;
  private static final int HAS_CLOCK = 0x10;

  private final int pid;
  private final TsOutput out;
  private final byte[] packet = new byte[SIZE];
  private int written;

  TsPackets(int pid, TsOutput out) {
    this.pid = pid;
    this.out = out;
  }

  /** Packets of the PID so far in this segment. */
  int written() {
    return written;
  }

  /** How many packets a PES packet of this length needs at least. */
  static int least(int length) {
    int rest = length - (PAYLOAD - CLOCK_FIELD);
    return 1 + Math.max(0, (rest + PAYLOAD - 1) / PAYLOAD);
  }

  /** Spreads the PES packet over exactly so many packets; the first carries the clock. */
  void write(byte[] pes, int count, long clock, boolean randomAccess) throws IOException {
    int others = count - 1;
    int first = Math.min(PAYLOAD - CLOCK_FIELD, pes.length - others);
    writeFirst(pes, first, clock, randomAccess);
    int at = first;
    for (int left = others; left > 0; left--) {
      // Full packets while they suffice for the rest; then as even as it goes.
      int length = Math.min(PAYLOAD, pes.length - at - (left - 1));
      writeNext(pes, at, length);
      at += length;
    }
  }

  private void writeFirst(byte[] pes, int length, long clock, boolean randomAccess)
      throws IOException {
    int field = PAYLOAD - length;
    header(0x4000, 0x30);
    packet[4] = (byte) (field - 1);
    packet[5] = (byte) (HAS_CLOCK | (randomAccess ? RANDOM_ACCESS : 0));
    clock(clock);
    Arrays.fill(packet, 12, 4 + field, (byte) 0xFF);
    System.arraycopy(pes, 0, packet, 4 + field, length);
    flush();
  }

  private void writeNext(byte[] pes, int from, int length) throws IOException {
    int field = PAYLOAD - length;
    header(0, field == 0 ? 0x10 : 0x30);
    if (field > 0) {
      packet[4] = (byte) (field - 1);
      if (field > 1) {
        packet[5] = 0;
        Arrays.fill(packet, 6, 4 + field, (byte) 0xFF);
      }
    }
    System.arraycopy(pes, from, packet, 4 + field, length);
    flush();
  }

  private void header(int start, int control) {
    packet[0] = 0x47;
    packet[1] = (byte) ((start | pid) >> 8);
    packet[2] = (byte) pid;
    packet[3] = (byte) (control | (written & 15));
  }

  /** 33 bits of 90 kHz, six reserved bits, nine bits of 27 MHz which stay zero (2.4.3.5). */
  private void clock(long base) {
    packet[6] = (byte) (base >> 25);
    packet[7] = (byte) (base >> 17);
    packet[8] = (byte) (base >> 9);
    packet[9] = (byte) (base >> 1);
    packet[10] = (byte) (((base & 1) << 7) | 0x7E);
    packet[11] = 0;
  }

  private void flush() throws IOException {
    out.write(packet, 0, SIZE);
    written++;
  }
}
