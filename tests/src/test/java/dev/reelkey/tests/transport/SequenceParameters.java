package dev.reelkey.tests.transport;

import java.nio.ByteBuffer;

/**
 * What a sequence parameter set says (ISO 14496-10, 7.3.2.1.1).
 *
 * @param constraints the byte of constraint flags
 * @param level ten times the level's number
 * @param width of the picture that is shown, in pixels
 */
public record SequenceParameters(int profile, int constraints, int level, int width, int height) {
  /** Reads a set from its NAL header on. */
  public static SequenceParameters parse(ByteBuffer nal) {
    BitReader bits = new BitReader(nal);
    bits.skip(8);
    int profile = bits.read(8);
    int constraints = bits.read(8);
    int level = bits.read(8);
    bits.unsigned();
    int chroma = profile >= 100 ? highProfile(bits) : 1;
    bits.unsigned();
    int orderType = bits.unsigned();
    if (orderType == 0) {
      bits.unsigned();
    } else if (orderType == 1) {
      bits.skip(1);
      bits.unsigned();
      bits.unsigned();
      for (int n = bits.unsigned(); n > 0; n--) {
        bits.unsigned();
      }
    }
    bits.unsigned();
    bits.skip(1);
    int columns = bits.unsigned() + 1;
    int rows = bits.unsigned() + 1;
    boolean frames = bits.read(1) == 1;
    if (!frames) {
      bits.skip(1);
    }
    bits.skip(1);
    int width = 16 * columns;
    int height = 16 * rows * (frames ? 1 : 2);
    if (bits.read(1) == 1) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = (chroma == 1 ? 2 : 1) * (frames ? 1 : 2);
      width -= unitX * (bits.unsigned() + bits.unsigned());
      height -= unitY * (bits.unsigned() + bits.unsigned());
    }
    return new SequenceParameters(profile, constraints, level, width, height);
  }

  private static int highProfile(BitReader bits) {
    int chroma = bits.unsigned();
    if (chroma == 3) {
      bits.skip(1);
    }
    bits.unsigned();
    bits.unsigned();
    bits.skip(1);
    if (bits.read(1) == 1) {
      for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
        if (bits.read(1) == 1) {
          skipScaling(bits, list < 6 ? 16 : 64);
        }
      }
    }
    return chroma;
  }

  private static void skipScaling(BitReader bits, int size) {
    int last = 8;
    for (int n = 0; n < size && last != 0; n++) {
      last = last + bits.signed() + 256 & 255;
    }
  }

  /** The codec's name in a playlist, for example {@code avc1.64001f} (RFC 6381). */
  public String codec() {
    return String.format("avc1.%02x%02x%02x", profile, constraints, level);
  }
}
