package dev.reelkey.sample.picture;

import java.nio.ByteBuffer;

/** One component of a picture, a byte per sample. */
public final class Plane {
  private final int width;
  private final int height;
  private final byte[] samples;

  Plane(int width, int height) {
    this.width = width;
    this.height = height;
    this.samples = new byte[width * height];
  }

  /** Writes all rows into a buffer whose rows are {@code stride} bytes apart. */
  public void writeTo(ByteBuffer buffer, int stride) {
    for (int row = 0; row < height; row++) {
      buffer.position(row * stride);
      buffer.put(samples, row * width, width);
    }
  }

  public int height() {
    return height;
  }

  void set(int x, int y, int value) {
    samples[y * width + x] = (byte) value;
  }

  /** Mixes in a value where a shape covers the plane; a strength of 256 replaces what was there. */
  void blend(Cover cover, int left, int top, int value, int strength) {
    int firstColumn = Math.max(0, -left);
    int endColumn = Math.min(cover.width(), width - left);
    int endRow = Math.min(cover.height(), height - top);
    int[] shares = cover.shares();
    for (int row = Math.max(0, -top); row < endRow; row++) {
      int at = (top + row) * width + left;
      int from = row * cover.width();
      for (int column = firstColumn; column < endColumn; column++) {
        int old = samples[at + column] & 0xff;
        int share = shares[from + column] * strength;
        samples[at + column] = (byte) (old + ((value - old) * share >> 16));
      }
    }
  }

  void copy(Plane from, int left, int top, int right, int bottom) {
    for (int row = top; row < bottom; row++) {
      int at = row * width + left;
      System.arraycopy(from.samples, at, samples, at, right - left);
    }
  }

  void copyTurned(Plane from) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        samples[y * width + x] = from.samples[x * from.width + from.width - 1 - y];
      }
    }
  }
}
