package dev.reelkey.transcoder.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.ladder.Stills;
import org.junit.jupiter.api.Test;

class StoryboardTest {
  @Test
  void everyTileIsNamedAndTheLastEndsWithTheFilm() {
    Stills stills = new Stills(640, 360, 160, 90, 2, 3, 2_000);

    assertThat(Storyboard.of(stills, "sheet.jpg", 5))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:02.000
            sheet.jpg#xywh=0,0,160,90

            00:00:02.000 --> 00:00:04.000
            sheet.jpg#xywh=160,0,160,90

            00:00:04.000 --> 00:00:05.000
            sheet.jpg#xywh=0,90,160,90
            """);
  }
}
