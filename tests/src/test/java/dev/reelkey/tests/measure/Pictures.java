package dev.reelkey.tests.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * All pictures of a stream in the order in which they are shown.
 *
 * @param complaints what the decoder warned of
 */
record Pictures(List<Picture> all, List<String> complaints) {
  private static final double FLASH = 8;

  Pictures {
    all = List.copyOf(all);
    complaints = List.copyOf(complaints);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no picture was decoded");
    }
  }

  int count() {
    return all.size();
  }

  double first() {
    return all.get(0).seconds();
  }

  double last() {
    return all.get(count() - 1).seconds();
  }

  /** The time of a picture since the first. */
  double since(int picture) {
    return all.get(picture).seconds() - first();
  }

  /** The longest that a picture stays. */
  double longest() {
    double longest = 0;
    for (int n = 1; n < count(); n++) {
      longest = Math.max(longest, all.get(n).seconds() - all.get(n - 1).seconds());
    }
    return longest;
  }

  /** When flashes begin, on the stream's clock: where the brightness jumps up. */
  List<Double> flashes() {
    double dark = all.stream().mapToDouble(Picture::brightness).min().orElseThrow();
    List<Double> flashes = new ArrayList<>();
    boolean bright = false;
    for (Picture picture : all) {
      boolean now = picture.brightness() > dark + FLASH;
      if (now && !bright) {
        flashes.add(picture.seconds());
      }
      bright = now;
    }
    return flashes;
  }

  /** The mean difference to another stream whose pictures are shifted by some places. */
  double difference(Pictures other, int shift) {
    double sum = 0;
    int pairs = 0;
    for (int n = Math.max(0, -shift); n < count() && n + shift < other.count(); n++) {
      sum += all.get(n).difference(other.all.get(n + shift));
      pairs++;
    }
    return pairs == 0 ? Double.MAX_VALUE : sum / pairs;
  }
}
