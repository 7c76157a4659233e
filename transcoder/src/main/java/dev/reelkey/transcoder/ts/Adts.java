package dev.reelkey.transcoder.ts;

import java.util.List;

/** The header before each AAC-LC frame in a transport stream (ISO/IEC 14496-3, 1.A.2.2.1). */
public final class Adts {
  public static final int SAMPLES_PER_FRAME = 1024;
  private static final int HEADER = 7;
  private static final List<Integer> RATES =
      List.of(
          96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
          8_000, 7_350);

  private final int rateIndex;
  private final int channels;

  public Adts(int sampleRate, int channels) {
    this.rateIndex = RATES.indexOf(sampleRate);
    this.channels = channels;
    if (rateIndex < 0 || channels < 1 || channels > 2) {
      throw new IllegalArgumentException("no ADTS header for " + sampleRate + "/" + channels);
    }
  }

  /** The rate of a samplingFrequencyIndex, 0 for those that name none (14496-3, 1.6.3.4). */
  public static int rateOf(int index) {
    return index >= 0 && index < RATES.size() ? RATES.get(index) : 0;
  }

  /** Header and frame. */
  public byte[] wrap(byte[] frame) {
    int length = frame.length + HEADER;
    byte[] out = new byte[length];
    out[0] = (byte) 0xFF;
    out[1] = (byte) 0xF1;
    // Profile 1 is AAC-LC here: the object type less one.
    out[2] = (byte) (1 << 6 | rateIndex << 2 | channels >> 2);
    out[3] = (byte) ((channels & 3) << 6 | length >> 11);
    out[4] = (byte) (length >> 3);
    out[5] = (byte) ((length & 7) << 5 | 0x1F);
    out[6] = (byte) 0xFC;
    System.arraycopy(frame, 0, out, HEADER, frame.length);
    return out;
  }
}
