package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small things of the page that a viewer trips over. */
@ExtendWith(Stage.Shared.class)
class PageDetailsTest {
  private final Stage stage;

  PageDetailsTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void theSkipLinkLeavesThePictureAlone() {
    try (Tab tab = stage.watching()) {
      tab.play();

      tab.page().locator(".skip").focus();
      tab.page().keyboard().press("Enter");

      tab.await("the content's focus", () -> "main".equals(tab.page().evaluate(FOCUSED)));
      assertThat(tab.text("state")).isEqualTo("playing");
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  private static final String FOCUSED = "document.activeElement.id";
}
