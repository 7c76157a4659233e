package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.Shared.class)
class WatchingTest {
  private final Stage stage;

  WatchingTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void thePanelTellsWhichKeyOpensThePictureAndThatItChanges() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.page().getByText("with key 1 of 2").waitFor();
      String first = keyInUse(tab);

      tab.seek(13);
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
}
