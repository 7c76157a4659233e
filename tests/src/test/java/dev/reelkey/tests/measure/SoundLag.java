package dev.reelkey.tests.measure;

/** How much later one sound is heard than another, by cross-correlation. */
final class SoundLag {
  private static final int RATE = 8000;
  private static final double SEARCH_SECONDS = 0.25;
  private static final double COMPARED_SECONDS = 20;
  private static final double AUDIBLE = 1e-4;

  private SoundLag() {}

  /**
   * The lag of {@code heard} behind {@code source} in seconds, each counted from a time of its own;
   * NaN if the source is silent.
   */
  static double seconds(Sound source, double sourceZero, Sound heard, double heardZero) {
    double length = Math.min(COMPARED_SECONDS, source.end() - sourceZero);
    int search = (int) (SEARCH_SECONDS * RATE);
    float[] original = sampled(source, sourceZero, (int) (length * RATE));
    float[] copy = sampled(heard, heardZero, (int) (length * RATE));
    double energy = 0;
    for (float sample : original) {
      energy += sample * sample;
    }
    if (energy / original.length < AUDIBLE * AUDIBLE) {
      return Double.NaN;
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int lag = -search; lag <= search; lag++) {
      double sum = 0;
      for (int n = Math.max(0, -lag); n < original.length && n + lag < copy.length; n++) {
        sum += original[n] * copy[n + lag];
      }
      if (sum > most) {
        most = sum;
        best = lag;
      }
    }
    return (double) best / RATE;
  }

  private static float[] sampled(Sound sound, double zero, int length) {
    float[] samples = new float[length];
    for (int n = 0; n < length; n++) {
      samples[n] = sound.at(zero + (double) n / RATE);
    }
    return samples;
  }
}
