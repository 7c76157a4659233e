package dev.reelkey.sample.picture;

/** A shape with smooth edges. */
final class Mask {
  /** A shape given by the distance to its edge, in pixels, negative inside. */
  interface Shape {
    double distance(double x, double y);
  }

  private final Cover full;
  private final Cover half;

  private Mask(Cover full) {
    this.full = full;
    this.half = full.halved();
  }

  static Mask of(int width, int height, Shape shape) {
    int[] cover = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double inside = 0.5 - shape.distance(x + 0.5, y + 0.5);
        cover[y * width + x] = (int) Math.round(256 * Math.max(0, Math.min(1, inside)));
      }
    }
    return new Mask(new Cover(width, height, cover));
  }

  static Mask disc(int diameter) {
    double radius = diameter / 2.0;
    return of(diameter, diameter, (x, y) -> Math.hypot(x - radius, y - radius) - radius + 0.5);
  }

  static Mask rectangle(int width, int height) {
    return of(width, height, (x, y) -> -1);
  }

  /** The distance to a line from one point to another. */
  static double toLine(double x, double y, double x1, double y1, double x2, double y2) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (length * length);
    double at = Math.max(0, Math.min(1, along));
    return Math.hypot(x - x1 - at * (x2 - x1), y - y1 - at * (y2 - y1));
  }

  int width() {
    return full.width();
  }

  int height() {
    return full.height();
  }

  /** The shape for the luma plane. */
  Cover full() {
    return full;
  }

  /** The shape for a chroma plane, which has half the rows and columns. */
  Cover half() {
    return half;
  }
}
