package dev.reelkey.sample.clip;

/** The shape of a pixel: shown {@code width} to {@code height}. */
public record PixelAspect(int width, int height) {
  public static final PixelAspect SQUARE = new PixelAspect(1, 1);

  public PixelAspect {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a pixel needs a width and a height");
    }
  }
}
