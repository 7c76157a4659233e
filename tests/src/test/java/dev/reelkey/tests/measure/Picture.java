package dev.reelkey.tests.measure;

import java.nio.ByteBuffer;

/**
 * A decoded picture, shrunk.
 *
 * @param seconds when it is shown, on the clock of its stream
 * @param thumbnail its brightness, a byte per pixel, for reading only
 */
record Picture(double seconds, ByteBuffer thumbnail) {
  /** The mean brightness, 0 to 255. */
  double brightness() {
    double sum = 0;
    for (int n = 0; n < thumbnail.limit(); n++) {
      sum += thumbnail.get(n) & 0xff;
    }
    return sum / thumbnail.limit();
  }

  /** How much two pictures differ per pixel, 0 to 255. */
  double difference(Picture other) {
    double sum = 0;
    for (int n = 0; n < thumbnail.limit(); n++) {
      sum += Math.abs((thumbnail.get(n) & 0xff) - (other.thumbnail.get(n) & 0xff));
    }
    return sum / thumbnail.limit();
  }
}
