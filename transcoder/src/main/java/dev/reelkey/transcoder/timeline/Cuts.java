package dev.reelkey.transcoder.timeline;

import java.util.ArrayList;
import java.util.List;

/** Finds the cut points of a film. */
public final class Cuts {
  // HLS-RULES D2: a longer segment would round up and lift the target duration of all.
  private static final double ROUNDS_UP = 0.49;
  // A shorter last segment only costs a request.
  private static final double TINY_SECONDS = 1.5;
  private static final double LONGEST_COPY_SECONDS = 8;

  private final double segmentSeconds;

  public Cuts(double segmentSeconds) {
    this.segmentSeconds = segmentSeconds;
  }

  /** Cuts at the pictures nearest to multiples of the wished length. */
  public Timeline anywhere(PictureTimes pictures) {
    PictureClock clock = PictureClock.of(pictures.start(), pictures.runs());
    List<Integer> cuts = new ArrayList<>();
    cuts.add(0);
    double end = seconds(pictures, clock, clock.pictures());
    for (double wished = segmentSeconds; wished < end; wished += segmentSeconds) {
      int cut = nearest(pictures, clock, wished);
      if (cut > cuts.get(cuts.size() - 1) && cut < clock.pictures()) {
        cuts.add(cut);
      }
    }
    balanceEnd(pictures, clock, cuts);
    return timeline(pictures, clock, cuts);
  }

  /** Cuts at IDRs only, for a copied rung; empty when they stand too far apart. */
  public List<Timeline> atIdrs(PictureTimes pictures) {
    PictureClock clock = PictureClock.of(pictures.start(), pictures.runs());
    List<Integer> places = new ArrayList<>(pictures.idrs());
    if (places.isEmpty() || places.get(0) != 0) {
      return List.of();
    }
    places.add(clock.pictures());
    List<Integer> cuts = new ArrayList<>();
    cuts.add(0);
    int place = 0;
    while (places.get(place) < clock.pictures()) {
      int next = nextIdr(pictures, clock, places, place);
      if (next == place) {
        return List.of();
      }
      if (places.get(next) < clock.pictures()) {
        cuts.add(places.get(next));
      }
      place = next;
    }
    return List.of(timeline(pictures, clock, cuts));
  }

  private int nextIdr(PictureTimes pictures, PictureClock clock, List<Integer> places, int from) {
    double start = seconds(pictures, clock, places.get(from));
    int best = from;
    double bestDistance = Double.MAX_VALUE;
    for (int i = from + 1; i < places.size(); i++) {
      double length = seconds(pictures, clock, places.get(i)) - start;
      if (length > LONGEST_COPY_SECONDS) {
        break;
      }
      double distance = Math.abs(length - segmentSeconds);
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  private void balanceEnd(PictureTimes pictures, PictureClock clock, List<Integer> cuts) {
    int last = cuts.size() - 1;
    if (last == 0) {
      return;
    }
    double end = seconds(pictures, clock, clock.pictures());
    double lastStart = seconds(pictures, clock, cuts.get(last));
    if (end - lastStart >= TINY_SECONDS) {
      return;
    }
    double previous = seconds(pictures, clock, cuts.get(last - 1));
    cuts.remove(last);
    if (end - previous > segmentSeconds + ROUNDS_UP) {
      cuts.add(nearest(pictures, clock, (previous + end) / 2));
    }
  }

  private static int nearest(PictureTimes pictures, PictureClock clock, double wished) {
    int before = clock.pictureAt(clock.time(0) + pictures.timeBase().ticks(wished));
    if (before >= clock.pictures()) {
      return clock.pictures();
    }
    double below = wished - seconds(pictures, clock, before);
    double above = seconds(pictures, clock, before + 1) - wished;
    return below <= above ? before : before + 1;
  }

  private static double seconds(PictureTimes pictures, PictureClock clock, int picture) {
    return pictures.timeBase().seconds(clock.time(picture) - clock.time(0));
  }

  private static Timeline timeline(PictureTimes pictures, PictureClock clock, List<Integer> cuts) {
    List<TimelineSegment> segments = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      int from = cuts.get(i);
      int to = i + 1 < cuts.size() ? cuts.get(i + 1) : clock.pictures();
      long start = clock.time(from);
      segments.add(new TimelineSegment(start, clock.runs(from, to), seekPoint(pictures, start)));
    }
    return new Timeline(pictures.timeBase(), segments, pictures.standIns());
  }

  private static SeekPoint seekPoint(PictureTimes pictures, long start) {
    SeekPoint found = new SeekPoint(start, start);
    for (SeekPoint point : pictures.seekPoints()) {
      if (point.pts() > start) {
        break;
      }
      found = point;
    }
    return found;
  }
}
