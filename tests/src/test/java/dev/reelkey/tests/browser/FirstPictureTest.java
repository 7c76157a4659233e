package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long somebody with a link waits who presses the space bar at once. */
@ExtendWith(Stage.Shared.class)
class FirstPictureTest {
  private static final Pattern CODE = Pattern.compile("#code=(\\S+)");
  private static final int TRIES = 3;
  private static final String PRESS_AT_ONCE =
      "addEventListener('DOMContentLoaded', () => {"
          + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: ' ', bubbles: true}));"
          + " const timer = setInterval(() => {"
          + "   const video = document.querySelector('video');"
          + "   if (!video) return;"
          + "   clearInterval(timer);"
          + "   video.requestVideoFrameCallback(() => window.firstPicture = performance.now());"
          + " }, 1);"
          + "});";

  private final Stage stage;

  FirstPictureTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void itIsThereWithinASecond() {
    double[] milliseconds = DoubleStream.generate(this::firstPicture).limit(TRIES).toArray();

    // The best of them: other tests may keep the machine busy.
    assertThat(DoubleStream.of(milliseconds).min().orElseThrow()).isLessThan(1000);
  }

  private double firstPicture() {
    try (Tab tab = stage.tab()) {
      tab.page().addInitScript(PRESS_AT_ONCE);
      tab.open("/watch/" + stage.video() + "#code=" + newestCode());
      tab.await("a picture", () -> (boolean) tab.page().evaluate("window.firstPicture > 0"));
      assertThat(tab.number("sessions")).isEqualTo(1);
      return ((Number) tab.page().evaluate("window.firstPicture")).doubleValue();
    }
  }

  /** The terminal shows the next one when one is used. */
  private String newestCode() {
    Matcher codes = CODE.matcher(stage.reelkey().log());
    String newest = "";
    while (codes.find()) {
      newest = codes.group(1);
    }
    return newest;
  }
}
