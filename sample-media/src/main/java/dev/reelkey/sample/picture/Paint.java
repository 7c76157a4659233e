package dev.reelkey.sample.picture;

/**
 * A colour in the studio range of BT.709.
 *
 * @param y luma, 16 to 235
 * @param cb blue difference, 16 to 240
 * @param cr red difference, 16 to 240
 */
public record Paint(int y, int cb, int cr) {
  /** The paint for a colour written as {@code 0xRRGGBB}. */
  public static Paint rgb(int colour) {
    return mix(colour, colour, 0);
  }

  /** The paint that is {@code share} of the way from one {@code 0xRRGGBB} to another. */
  static Paint mix(int from, int to, double share) {
    double r = part(from, to, 16, share);
    double g = part(from, to, 8, share);
    double b = part(from, to, 0, share);
    double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return new Paint(
        (int) Math.round(16 + 219 * luma),
        (int) Math.round(128 + 224 * (b - luma) / 1.8556),
        (int) Math.round(128 + 224 * (r - luma) / 1.5748));
  }

  private static double part(int from, int to, int shift, double share) {
    int first = from >> shift & 0xff;
    int second = to >> shift & 0xff;
    return (first + (second - first) * share) / 255;
  }
}
