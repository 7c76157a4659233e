package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Stage.Shared.class)
class KeyboardAndLooksTest {
  private static final String FOCUSED_NAME =
      "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()";
  private static final String FOCUS_SHOWS =
      "(() => { const shown = (e, p) => { const s = getComputedStyle(e, p);"
          + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };"
          + " const e = document.activeElement;"
          + " return shown(e, null) || shown(e, '::after') || shown(e.parentElement, null); })()";

  private final Stage stage;

  KeyboardAndLooksTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aFilmIsFoundAndWatchedWithTheKeyboardAlone() {
    try (Tab tab = stage.tab()) {
      tab.open("/");
      Keyboard keys = tab.page().keyboard();
      tab.page().getByLabel("Access token").waitFor();
      // The field has the focus when the page opens.
      keys.insertText(stage.token());
      keys.press("Tab");
      keys.press("Enter");
      tab.page().locator(".card a[href='/watch/" + stage.video() + "']").waitFor();

      tabTo(tab, "twenty_seconds");
      keys.press("Enter");
      tab.button("Play").waitFor();
      keys.press("Space");
      tab.awaitState("playing");
      keys.press(">");
      tab.await("1.25×", () -> tab.number("speed") == 1.25);
      double before = tab.number("position");
      keys.press("ArrowRight");
      tab.await("5 s on", () -> tab.number("position") >= before + 5);
      keys.press("m");
      tab.button("Unmute").waitFor();
      keys.press("k");
      tab.awaitState("paused");
    }
  }

  @Test
  void everyStopOfTheTabKeyHasANameAndShowsTheFocus() {
    try (Tab tab = stage.watching()) {
      tab.play();
      Set<String> names = new LinkedHashSet<>();
      for (int stop = 0; stop < 14; stop++) {
        tab.page().keyboard().press("Tab");
        if (!"BODY".equals(tab.page().evaluate("document.activeElement.tagName"))) {
          String name = (String) tab.page().evaluate(FOCUSED_NAME);
          assertThat(name).isNotEmpty();
          assertThat(tab.page().evaluate(FOCUS_SHOWS)).as("focus on " + name).isEqualTo(true);
          names.add(name);
        }
      }
      assertThat(names).contains("Seek", "Pause", "Mute", "Speed", "Quality", "Full screen");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void aPhoneShowsEverythingWithoutScrollingSideways(ColorScheme scheme) {
    NewContextOptions phone =
        new NewContextOptions().setViewportSize(360, 740).setColorScheme(scheme).setHasTouch(true);
    try (Tab tab = stage.tab(phone)) {
      tab.open("/watch/" + stage.video());
      assertFits(tab);
      tab.signIn(stage.token());
      tab.play();
      assertFits(tab);
      assertThat(tab.menu("Quality").isVisible()).isTrue();
      tab.link("All videos").click();
      tab.page().locator(".card").first().waitFor();
      assertFits(tab);
      boolean dark = (int) tab.page().evaluate(BRIGHTNESS) < 128;
      assertThat(dark).isEqualTo(scheme == ColorScheme.DARK);
    }
  }

  @Test
  void whoWantsLessMotionGetsNone() {
    NewContextOptions calm = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    try (Tab tab = stage.tab(calm)) {
      tab.open("/");

      assertThat(
              tab.page()
                  .evaluate(
                      "getComputedStyle(document.querySelector('button')).transitionDuration"))
          .isEqualTo("0s");
    }
  }

  private static final String BRIGHTNESS =
      "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])";

  private static void assertFits(Tab tab) {
    assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  private static void tabTo(Tab tab, String name) {
    for (int stop = 0; stop < 60; stop++) {
      if (((String) tab.page().evaluate(FOCUSED_NAME)).startsWith(name)) {
        return;
      }
      tab.page().keyboard().press("Tab");
    }
    throw new AssertionError("the Tab key never reaches " + name);
  }
}
