package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.Shared.class)
class WatchingTest {
  private static final Pattern HEIGHT = Pattern.compile("(\\d+)p");

  private final Stage stage;

  WatchingTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aFilmPlaysToItsEndAtFourTimesTheSpeedWithoutOneFailedRequest() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.menu("Speed").selectOption("4");
      tab.awaitState("ended");

      assertThat(tab.number("position")).isCloseTo(tab.number("duration"), within(0.1));
      assertThat(tab.number("failedRequests")).isZero();
      assertThat(tab.number("refused")).isZero();
      assertThat(tab.number("granted")).isEqualTo(tab.number("asked")).isGreaterThan(2);
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  @Test
  void everyQualityCanBeChosenWhileThePictureRuns() {
    try (Tab tab = stage.watching()) {
      tab.play();
      List<Integer> heights = heights(tab);
      assertThat(heights).hasSizeGreaterThan(1);

      for (int height : heights) {
        tab.page().getByLabel("Seek").fill("0");
        tab.menu("Quality").selectOption(height + "p");
        tab.await(height + "p", () -> tab.number("height") == height);
      }

      assertThat(tab.number("failedRequests")).isZero();
      assertThat(tab.number("refused")).isZero();
    }
  }

  @Test
  void thePanelTellsWhichKeyOpensThePictureAndThatItChanges() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.page().getByText("with key 1 of 2").waitFor();
      String first = keyInUse(tab);

      tab.page().getByLabel("Seek").fill("13");
      tab.page().getByText("with key 2 of 2").waitFor();

      assertThat(keyInUse(tab)).matches("[a-z2-7]{26}").isNotEqualTo(first);
      assertThat(tab.page().getByText("granted for").count()).isPositive();
    }
  }

  @Test
  void leavingThePictureGivesTheViewersPlaceBack() {
    try (Tab tab = stage.watching()) {
      tab.play();

      Response ended =
          tab.page()
              .waitForResponse(
                  answer -> answer.request().method().equals("DELETE"),
                  () -> tab.link("All videos").click());

      assertThat(ended.url()).contains("/v1/sessions/");
      assertThat(ended.status()).isEqualTo(204);
      assertThat(tab.text("state")).isEqualTo("library");
    }
  }

  private static String keyInUse(Tab tab) {
    return tab.page().locator("[data-part=kid]").getAttribute("title");
  }

  private static List<Integer> heights(Tab tab) {
    return tab.menu("Quality").locator("option").allInnerTexts().stream()
        .filter(text -> !text.startsWith("Auto"))
        .map(HEIGHT::matcher)
        .filter(Matcher::matches)
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }

  private static org.assertj.core.data.Offset<Double> within(double seconds) {
    return org.assertj.core.data.Offset.offset(seconds);
  }
}
