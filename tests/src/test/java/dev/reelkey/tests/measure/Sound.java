package dev.reelkey.tests.measure;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All sound of a stream, mixed to one channel.
 *
 * @param first when the first sample is heard, on the clock of its stream
 * @param rate samples per second
 * @param gaps where the decoder's timestamps do not join, in seconds of the same clock
 */
record Sound(
    double first, int rate, FloatBuffer samples, List<Double> gaps, List<String> complaints) {
  private static final float LOUD = 0.15f;
  private static final double QUIET_SECONDS = 0.3;

  Sound {
    gaps = List.copyOf(gaps);
    complaints = List.copyOf(complaints);
  }

  double end() {
    return first + (double) samples.limit() / rate;
  }

  /** The sample that is heard at a time, silence outside. */
  float at(double seconds) {
    long number = Math.round((seconds - first) * rate);
    return number < 0 || number >= samples.limit() ? 0 : samples.get((int) number);
  }

  /** When beeps begin, on the stream's clock. */
  List<Double> beeps() {
    List<Double> beeps = new ArrayList<>();
    double lastLoud = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < samples.limit(); n++) {
      if (Math.abs(samples.get(n)) > LOUD) {
        double at = first + (double) n / rate;
        if (at - lastLoud > QUIET_SECONDS) {
          beeps.add(at);
        }
        lastLoud = at;
      }
    }
    return beeps;
  }
}
