package dev.reelkey.tests.transport;

import static dev.reelkey.tests.transport.MalformedStreamException.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of one AAC frame (ISO 14496-3, 1.A.2.2).
 *
 * @param objectType 2 for AAC-LC
 */
public record AdtsFrame(int objectType, int sampleRate, int channels) {
  /** Samples of each channel in a frame. */
  public static final int SAMPLES = 1024;

  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  /** The frames of one PES; there must be nothing else. */
  public static List<AdtsFrame> split(ByteBuffer payload) {
    List<AdtsFrame> frames = new ArrayList<>();
    int at = 0;
    while (at < payload.limit()) {
      require(at + 7 <= payload.limit(), "an ADTS header that ends early");
      require((payload.getShort(at) & 0xfff6) == 0xfff0, "no ADTS header");
      int third = payload.get(at + 2) & 0xff;
      int rate = third >> 2 & 15;
      require(rate < RATES.length, "an unknown sample rate");
      int channels = (third & 1) << 2 | (payload.get(at + 3) & 0xff) >> 6;
      int length = payload.getInt(at + 2) >> 5 & 0x1fff;
      require(length > 7 && at + length <= payload.limit(), "an ADTS frame that ends early");
      frames.add(new AdtsFrame((third >> 6) + 1, RATES[rate], channels));
      at += length;
    }
    return frames;
  }
}
