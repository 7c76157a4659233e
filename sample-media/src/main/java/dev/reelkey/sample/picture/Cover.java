package dev.reelkey.sample.picture;

/** How much of each sample of a plane a shape covers: 0 to 256. */
final class Cover {
  private final int width;
  private final int height;
  private final int[] shares;

  Cover(int width, int height, int[] shares) {
    this.width = width;
    this.height = height;
    this.shares = shares;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The shares of all rows, one after another; for reading only. */
  int[] shares() {
    return shares;
  }

  /** The cover of a plane with half the rows and columns. */
  Cover halved() {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    int[] halves = new int[halfWidth * halfHeight];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        halves[y / 2 * halfWidth + x / 2] += shares[y * width + x];
      }
    }
    for (int n = 0; n < halves.length; n++) {
      halves[n] /= 4;
    }
    return new Cover(halfWidth, halfHeight, halves);
  }
}
