package dev.reelkey.transcoder.testing;

import java.util.Arrays;

/** Transport stream packets in a legal order, with nothing inside. */
public final class FakeTransportStream {
  public static final int PACKET = 188;
  private static final int PMT = 0x1000;
  private static final int MEDIA = 0x100;

  private FakeTransportStream() {}

  /** PAT, PMT and {@code media} packets, of which the first is an access point. */
  public static byte[] of(int segment, int media) {
    byte[] bytes = new byte[(media + 2) * PACKET];
    Arrays.fill(bytes, (byte) 0xff);
    header(bytes, 0, 0, segment & 15, 1);
    bytes[4] = 0;
    // A PAT with one program: 8 bytes of section header, program 1, PID of its PMT.
    bytes[13] = 0;
    bytes[14] = 1;
    bytes[15] = (byte) (0xe0 | PMT >> 8);
    bytes[16] = (byte) PMT;
    header(bytes, PACKET, PMT, segment & 15, 1);
    for (int i = 0; i < media; i++) {
      int at = (i + 2) * PACKET;
      header(bytes, at, MEDIA, i & 15, i == 0 ? 3 : 1);
      if (i == 0) {
        bytes[at + 4] = 1;
        bytes[at + 5] = 0x40;
      }
    }
    return bytes;
  }

  private static void header(byte[] bytes, int at, int pid, int counter, int control) {
    bytes[at] = 0x47;
    bytes[at + 1] = (byte) (pid >> 8);
    bytes[at + 2] = (byte) pid;
    bytes[at + 3] = (byte) (control << 4 | counter);
  }
}
