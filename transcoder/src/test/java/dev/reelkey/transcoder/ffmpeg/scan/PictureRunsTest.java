package dev.reelkey.transcoder.ffmpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.timeline.FrameRun;
import org.junit.jupiter.api.Test;

class PictureRunsTest {
  private final PictureRuns runs = new PictureRuns(100);

  @Test
  void equalPicturesAreOneRun() {
    for (int i = 0; i < 3; i++) {
      runs.add(100);
    }

    assertThat(runs.runs()).containsExactly(new FrameRun(100, 3));
    assertThat(runs.standIns()).isEmpty();
  }

  @Test
  void aLongPictureIsPlannedAgainInEqualPiecesThatAddUp() {
    runs.add(40);
    runs.add(305);
    runs.add(40);

    assertThat(runs.runs())
        .containsExactly(
            new FrameRun(40, 1), new FrameRun(77, 1), new FrameRun(76, 3), new FrameRun(40, 1));
    assertThat(runs.standIns()).containsExactly(2, 3, 4);
    assertThat(runs.pictures()).isEqualTo(6);
    assertThat(runs.ticks()).isEqualTo(385);
  }
}
