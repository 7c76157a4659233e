package dev.reelkey.transcoder.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutsTest {
  private final Cuts cuts = new Cuts(6);

  @ParameterizedTest
  @CsvSource({
    "24000,1001,2000",
    "30000,1001,600",
    "25,1,333",
    "50,1,3001",
    "12800,512,750",
    "30,1,1"
  })
  @DisplayName("D2, D3: constant rates cut about every 6 s and lose no picture")
  void constantRatesCutAboutEverySixSeconds(int denominator, int numerator, int pictures) {
    PictureTimes times = constant(new TimeBase(numerator, denominator), 0, 1, pictures);

    Timeline timeline = cuts.anywhere(times);

    assertThat(timeline.frames()).isEqualTo(pictures);
    assertThat(timeline.targetDurationSeconds()).isLessThanOrEqualTo(6);
    for (int i = 0; i + 2 < timeline.segments().size(); i++) {
      assertThat(timeline.durationSeconds(i)).isBetween(5.9, 6.1);
    }
  }

  @Test
  @DisplayName("D4: an hour of 23.976 pictures per second does not drift from its 6 s cuts")
  void anHourDoesNotDrift() {
    PictureTimes times = constant(new TimeBase(1001, 24_000), 0, 1, 86_314);

    Timeline timeline = cuts.anywhere(times);

    for (int i = 0; i + 2 < timeline.segments().size(); i++) {
      double start = timeline.timeBase().seconds(timeline.segments().get(i).start());
      assertThat(start).isBetween(i * 6 - 0.022, i * 6 + 0.022);
    }
  }

  @Test
  void aTinyLastSegmentIsSharedWithTheOneBefore() {
    Timeline timeline = cuts.anywhere(constant(new TimeBase(1, 25), 0, 1, 25 * 13));

    assertThat(durations(timeline)).containsExactly(6.0, 3.52, 3.48);
  }

  @Test
  void anAlmostEmptyLastSegmentIsMerged() {
    Timeline timeline = cuts.anywhere(constant(new TimeBase(1, 25), 0, 1, 25 * 12 + 5));

    assertThat(durations(timeline)).containsExactly(6.0, 6.2);
    assertThat(timeline.targetDurationSeconds()).isEqualTo(6);
  }

  @Test
  void variableRatesKeepEveryPictureAtItsTime() {
    Random random = new Random(3);
    List<FrameRun> runs = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      runs.add(new FrameRun(20 + random.nextInt(130), 1));
    }
    PictureTimes times =
        new PictureTimes(
            new TimeBase(1, 1000), -77, runs, List.of(), List.of(new SeekPoint(-77, -90)));

    Timeline timeline = cuts.anywhere(times);

    PictureClock source = PictureClock.of(-77, runs);
    PictureClock planned = PictureClock.of(timeline);
    assertThat(IntStream.rangeClosed(0, 900).mapToLong(planned::time).toArray())
        .isEqualTo(IntStream.rangeClosed(0, 900).mapToLong(source::time).toArray());
    assertThat(timeline.mpegTime(-77)).isEqualTo(900_000);
  }

  @Test
  @DisplayName("C6: a copy is cut at IDRs only, next to 6 s and at most 8 s apart")
  void aCopyIsCutAtIdrs() {
    List<Integer> idrs = List.of(0, 48, 100, 160, 200, 310, 350, 480);

    List<Timeline> timeline = cuts.atIdrs(constant(new TimeBase(1, 25), 0, 1, 500, idrs));

    assertThat(timeline).hasSize(1);
    assertThat(starts(timeline.get(0))).containsExactly(0L, 160L, 310L, 480L);
  }

  @Test
  void aCopyWhoseIdrsStandTooFarApartIsRefused() {
    assertThat(cuts.atIdrs(constant(new TimeBase(1, 25), 0, 1, 500, List.of(0, 210, 400))))
        .isEmpty();
    assertThat(cuts.atIdrs(constant(new TimeBase(1, 25), 0, 1, 500, List.of(3, 100)))).isEmpty();
    assertThat(cuts.atIdrs(constant(new TimeBase(1, 25), 0, 1, 500, List.of()))).isEmpty();
  }

  @Test
  void decodingTimesComeFromThePicturesBefore() {
    PictureClock clock = PictureClock.of(100, List.of(new FrameRun(10, 2), new FrameRun(30, 2)));

    assertThat(clock.decodingTime(0, 2)).isEqualTo(80);
    assertThat(clock.decodingTime(1, 1)).isEqualTo(100);
    assertThat(clock.decodingTime(3, 1)).isEqualTo(120);
    assertThat(clock.decodingTime(3, 0)).isEqualTo(150);
    assertThat(clock.pictureAt(99)).isEqualTo(-1);
    assertThat(clock.pictureAt(119)).isEqualTo(1);
    assertThat(clock.pictureAt(120)).isEqualTo(2);
    assertThat(clock.pictureAt(10_000)).isEqualTo(4);
  }

  private static PictureTimes constant(TimeBase base, long start, long ticks, int pictures) {
    return constant(base, start, ticks, pictures, List.of());
  }

  private static PictureTimes constant(
      TimeBase base, long start, long ticks, int pictures, List<Integer> idrs) {
    List<FrameRun> runs = List.of(new FrameRun(ticks, pictures));
    return new PictureTimes(base, start, runs, idrs, List.of(new SeekPoint(start, start)));
  }

  private static List<Double> durations(Timeline timeline) {
    return IntStream.range(0, timeline.segments().size())
        .mapToObj(timeline::durationSeconds)
        .toList();
  }

  private static List<Long> starts(Timeline timeline) {
    return timeline.segments().stream().map(TimelineSegment::start).toList();
  }
}
