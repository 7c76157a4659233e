package dev.reelkey.transcoder.probe;

/** The shape of one pixel; 1:1 is square. */
public record SampleAspect(int width, int height) {
  public static final SampleAspect SQUARE = new SampleAspect(1, 1);

  public SampleAspect {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a sample aspect is a ratio of positive numbers");
    }
  }
}
