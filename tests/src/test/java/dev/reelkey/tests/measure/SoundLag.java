package dev.reelkey.tests.measure;

import java.util.Optional;

/**
 * How much later one sound is heard than another, by cross-correlation.
 *
 * @param seconds where they fit best
 * @param likeness how well they fit there: 1 is the same sound, 0 another or none
 */
record SoundLag(double seconds, double likeness) {
  private static final int RATE = 8000;
  private static final double SEARCH_SECONDS = 0.25;
  private static final double COMPARED_SECONDS = 20;
  private static final double AUDIBLE = 1e-4;
  private static final double LIKE = 0.5;

  /** The lag of {@code heard} behind {@code source}, each counted from a time of its own. */
  static Optional<SoundLag> of(Sound source, double sourceZero, Sound heard, double heardZero) {
    double length = Math.min(COMPARED_SECONDS, source.end() - sourceZero);
    int search = (int) (SEARCH_SECONDS * RATE);
    float[] original = sampled(source, sourceZero, (int) (length * RATE));
    float[] copy = sampled(heard, heardZero, (int) (length * RATE));
    double energy = energy(original);
    if (energy / original.length < AUDIBLE * AUDIBLE) {
      return Optional.empty();
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
    double norm = Math.sqrt(energy * energy(copy));
    return Optional.of(new SoundLag((double) best / RATE, norm == 0 ? 0 : most / norm));
  }

  /** Whether the sound was found: at the edge of the search, or unlike, a fit is none. */
  boolean isFound() {
    return Math.abs(seconds) < SEARCH_SECONDS && likeness >= LIKE;
  }

  private static double energy(float[] samples) {
    double energy = 0;
    for (float sample : samples) {
      energy += sample * sample;
    }
    return energy;
  }

  private static float[] sampled(Sound sound, double zero, int length) {
    float[] samples = new float[length];
    for (int n = 0; n < length; n++) {
      samples[n] = sound.at(zero + (double) n / RATE);
    }
    return samples;
  }
}
