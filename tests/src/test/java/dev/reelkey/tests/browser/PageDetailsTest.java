package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
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

  @Test
  void aPhoneShowsEveryControlAndNoneThatIsHiddenCanBeTouched() {
    NewContextOptions phone =
        new NewContextOptions().setViewportSize(360, 740).setHasTouch(true).setIsMobile(true);
    try (Tab tab = stage.tab(phone)) {
      tab.open("/watch/" + stage.video());
      tab.signIn(stage.token());
      tab.play();
      tab.page().evaluate(TWO_LANGUAGES);

      BoundingBox player = tab.page().locator(".player").boundingBox();
      for (String name : List.of("Audio", "Subtitles", "Speed", "Quality")) {
        assertWithin(player, tab.menu(name), name);
      }
      assertWithin(player, tab.button("Full screen"), "Full screen");

      tab.await("hidden controls", () -> (boolean) tab.page().evaluate(IDLE));
      tab.page().touchscreen().tap(180, player.y + 60);
      assertThat(tab.page().evaluate(IDLE)).isEqualTo(false);
      assertThat(tab.text("state")).isEqualTo("playing");
    }
  }

  private static void assertWithin(BoundingBox player, Locator control, String name) {
    BoundingBox box = control.boundingBox();
    assertThat(box.x).as(name).isGreaterThanOrEqualTo(player.x);
    assertThat(box.x + box.width).as(name).isLessThanOrEqualTo(player.x + player.width);
    assertThat(box.y + box.height).as(name).isLessThanOrEqualTo(player.y + player.height);
  }

  private static final String TWO_LANGUAGES =
      "for (const name of ['audio', 'subtitles']) {"
          + " const menu = document.querySelector(`[data-part=${name}]`);"
          + " menu.append(new Option('Original with commentary', 'x')); menu.value = 'x';"
          + " menu.hidden = false; }";
  private static final String IDLE =
      "getComputedStyle(document.querySelector('.controls')).pointerEvents === 'none'";
  private static final String FOCUSED = "document.activeElement.id";
}
