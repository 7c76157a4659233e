package dev.reelkey.sample.sound;

import dev.reelkey.sample.clip.SoundTrack;
import java.nio.FloatBuffer;
import java.util.List;

/** The sound of one track: a quiet chord, and a beep of a tenth of a second from each flash on. */
public final class Beeps {
  private static final double BEEP_SECONDS = 0.1;
  // Short enough for a sharp onset, long enough not to click.
  private static final double FADE_SECONDS = 0.002;
  private static final double BEEP_LEVEL = 0.5;
  private static final double CHORD_LEVEL = 0.008;
  private static final double[] CHORD_HERTZ = {220, 277.18, 329.63};

  private final SoundTrack track;
  private final List<Double> onsets;

  /**
   * Beeps for one track.
   *
   * @param onsets when the beeps start, in seconds, ascending
   */
  public Beeps(SoundTrack track, List<Double> onsets) {
    this.track = track;
    this.onsets = List.copyOf(onsets);
  }

  /** Fills the buffer with one channel of sound, beginning with the given sample of the clip. */
  public void fill(FloatBuffer samples, long firstSample) {
    int beep = 0;
    for (int n = samples.position(); n < samples.limit(); n++) {
      double at = (double) (firstSample + n) / track.sampleRate();
      while (beep + 1 < onsets.size() && onsets.get(beep + 1) <= at) {
        beep++;
      }
      samples.put(n, (float) (chord(at) + beep(at, onsets.get(beep))));
    }
  }

  private static double chord(double at) {
    double sum = 0;
    for (double hertz : CHORD_HERTZ) {
      sum += CHORD_LEVEL * Math.sin(2 * Math.PI * hertz * at);
    }
    return sum;
  }

  private double beep(double at, double onset) {
    double since = at - onset;
    if (since < 0 || since > BEEP_SECONDS) {
      return 0;
    }
    double fade = Math.min(1, Math.min(since, BEEP_SECONDS - since) / FADE_SECONDS);
    return BEEP_LEVEL * fade * Math.sin(2 * Math.PI * track.beepHertz() * since);
  }
}
