package dev.reelkey.tests.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a viewer gets with what was uploaded.
 *
 * <p>Every picture is there, once, at its time; sound covers the pictures within one AAC frame and
 * is in step with them.
 */
public final class Fidelity {
  private static final double SYNC_SECONDS = 0.040;
  private static final double ROUNDING_SECONDS = 0.001;
  private static final double AAC_SAMPLES = 1024;
  // A picture that hardly changes cannot be told from its neighbours.
  private static final double STILL = 0.05;

  private final Source source;
  private final List<String> problems = new ArrayList<>();

  Fidelity(Source source) {
    this.source = source;
  }

  /** One sentence for each difference; none if all is well. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Judges a video rendition: its pictures, their number and their times. */
  void judge(String name, Pictures seen) {
    Pictures original = source.pictures();
    seen.complaints().forEach(line -> problems.add(name + ": " + line));
    require(
        seen.count() == original.count(),
        name + ": " + seen.count() + " pictures, the source has " + original.count());
    double lastOff = (seen.last() - seen.first()) - (original.last() - original.first());
    require(
        Math.abs(lastOff) <= original.longest(),
        name + ": the last picture is " + lastOff + " s late");
    require(
        worstTime(seen) <= ROUNDING_SECONDS,
        name + ": a picture is " + worstTime(seen) + " s away from its time");
    double inPlace = seen.difference(original, 0);
    for (int shift : new int[] {-2, -1, 1, 2}) {
      require(
          inPlace <= seen.difference(original, shift) + STILL,
          name + ": the pictures fit better when shifted by " + shift);
    }
  }

  private double worstTime(Pictures seen) {
    double worst = 0;
    for (int n = 0; n < Math.min(seen.count(), source.pictures().count()); n++) {
      worst = Math.max(worst, Math.abs(seen.since(n) - source.pictures().since(n)));
    }
    return worst;
  }

  /** Judges that two video renditions begin at the same media time. */
  void judgeStart(String name, Pictures seen, Pictures lead) {
    require(
        Math.abs(seen.first() - lead.first()) <= ROUNDING_SECONDS,
        name + ": begins at " + seen.first() + " s, another rendition at " + lead.first());
  }

  /** Judges that each audio track of the source has its rendition. */
  void judgeTracks(int renditions) {
    require(
        renditions >= source.sound().size(),
        renditions + " audio renditions, the source has " + source.sound().size() + " tracks");
  }

  /** Judges an audio rendition: whole, and as long as the pictures within one AAC frame. */
  void judge(String name, Sound heard, Pictures seen) {
    heard.complaints().forEach(line -> problems.add(name + ": " + line));
    heard.gaps().forEach(at -> problems.add(name + ": sound does not join at " + at + " s"));
    double frame = AAC_SAMPLES / heard.rate() + ROUNDING_SECONDS;
    require(
        Math.abs(heard.first() - seen.first()) <= frame,
        name + ": sound begins at " + heard.first() + " s, pictures at " + seen.first());
    double end = seen.first() + source.seconds();
    require(
        Math.abs(heard.end() - end) <= frame,
        name + ": sound ends at " + heard.end() + " s, pictures at " + end);
  }

  /** Judges that sound is in step with the pictures as it is in the source. */
  void judgeSync(String name, Sound heard, Pictures seen, int track) {
    if (track >= source.sound().size()) {
      return;
    }
    double zero = source.pictures().first();
    Optional<SoundLag> found = SoundLag.of(source.sound().get(track), zero, heard, seen.first());
    if (found.isEmpty()) {
      return;
    }
    SoundLag lag = found.get();
    require(lag.isFound(), name + ": the source's sound is not found near its time: " + lag);
    require(
        Math.abs(lag.seconds()) <= SYNC_SECONDS,
        name + ": sound is " + lag.seconds() + " s later than in the source");
  }

  /** Judges a sample clip by its flashes and beeps alone. */
  void judgeFlashes(String name, Sound heard, Pictures seen) {
    List<Double> flashes = seen.flashes();
    List<Double> beeps = heard.beeps();
    require(!beeps.isEmpty(), name + ": no beep");
    for (double beep : beeps) {
      double nearest =
          flashes.stream().mapToDouble(flash -> Math.abs(flash - beep)).min().orElse(1);
      require(
          nearest <= SYNC_SECONDS, name + ": the beep at " + beep + " s is " + nearest + " s off");
    }
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
