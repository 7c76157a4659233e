package dev.reelkey.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.probe.SampleAspect;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
  private final Ladder ladder = new Ladder(Profile.h264());

  @Test
  void fullHdGetsTheWholeLadder() {
    assertThat(names(track(1920, 1080, 0, SampleAspect.SQUARE)))
        .containsExactly("v1080", "v720", "v480", "v360", "v240");
  }

  @Test
  void nothingIsEverEnlarged() {
    assertThat(names(track(640, 360, 0, SampleAspect.SQUARE))).containsExactly("v360", "v240");
    assertThat(names(track(160, 120, 0, SampleAspect.SQUARE))).containsExactly("v120");
  }

  @Test
  void largerThanTheLadderIsMadeSmaller() {
    VideoRung top = ladder.encoded(track(3840, 2160, 0, SampleAspect.SQUARE)).get(0);

    assertThat(top.width()).isEqualTo(1920);
    assertThat(top.height()).isEqualTo(1080);
  }

  @Test
  void aTurnedPictureIsJudgedAsItIsSeen() {
    VideoRung top = ladder.encoded(track(1280, 720, 90, SampleAspect.SQUARE)).get(0);

    assertThat(top.width()).isEqualTo(720);
    assertThat(top.height()).isEqualTo(1280);
    assertThat(top.name()).hasToString("v720");
  }

  @Test
  void pixelsBecomeSquareAndSizesEven() {
    for (VideoRung rung : ladder.encoded(track(719, 405, 0, new SampleAspect(64, 45)))) {
      assertThat(rung.width() % 2 + rung.height() % 2).isZero();
      assertThat((double) rung.width() / rung.height()).isBetween(2.50, 2.55);
    }
  }

  @Test
  void aRungNeverCostsMoreThanItsSource() {
    List<VideoRung> rungs =
        ladder.encoded(
            new VideoTrack(
                0, "h264", 77, 768, 432, 0, false, SampleAspect.SQUARE, "yuv420p", 187_000));

    assertThat(rungs).allSatisfy(rung -> assertThat(rung.maxBitsPerSecond()).isLessThan(400_000));
  }

  @Test
  void clearPicturesStaySmall() {
    Stills stills = Stills.of(track(1080, 1920, 0, SampleAspect.SQUARE), 3_600_000);

    assertThat(stills.posterHeight()).isEqualTo(640);
    assertThat(stills.tileHeight()).isEqualTo(160);
    assertThat(stills.tiles()).isEqualTo(100);
    assertThat(stills.tileMillis()).isEqualTo(36_000);
  }

  private List<String> names(VideoTrack track) {
    return ladder.encoded(track).stream().map(rung -> rung.name().value()).toList();
  }

  private static VideoTrack track(int width, int height, int rotation, SampleAspect aspect) {
    return new VideoTrack(
        0, "h264", 100, width, height, rotation, false, aspect, "yuv420p", 8_000_000);
  }
}
