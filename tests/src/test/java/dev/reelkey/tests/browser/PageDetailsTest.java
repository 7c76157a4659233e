package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small things of the page that a viewer trips over. */
@ExtendWith(Stage.Shared.class)
class PageDetailsTest {
  private static final Pattern OPENING = Pattern.compile("/v1/videos/[a-z2-7]{26}/sessions$");

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
  void thePanelShowsTheNumbersOfTheLedger() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.seek(15);
      tab.await("keys of both periods", () -> tab.number("granted") >= 4);

      tab.await("the same numbers", () -> (boolean) tab.page().evaluate(PANEL_IS_LEDGER));
      assertThat(tab.number("asked")).isGreaterThanOrEqualTo(tab.number("granted"));
    }
  }

  @Test
  void whoMayOnlyWatchSignsInAndWatches() {
    String guest =
        stage
            .reelkey()
            .cli("token", "--subject", "viewer", "--scope", "playback:start")
            .out()
            .strip();
    try (Tab tab = stage.tab().expectingRefusals()) {
      tab.open("/watch/" + stage.video());
      tab.signIn(guest);

      tab.play();

      assertThat(tab.page().locator(".notice").count()).isZero();
    }
  }

  @Test
  void aServerThatAsksForAStrongerTierIsSaidSo() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(OPENING, route -> tooLowUnlessDpop(route));
      tab.button("Play").click();

      tab.awaitAlert("This server asks for a stronger kind of player than this page has.");
    }
  }

  /** As a server with the floor dpop answers, which takes a request without a tier for dpop. */
  private static void tooLowUnlessDpop(Route route) {
    boolean named = route.request().postData().contains("\"tier\":\"bearer\"");
    Answers.refuse(route, named ? 403 : 400, named ? "tier_too_low" : "proof_key_malformed");
  }

  @Test
  void aPhoneShowsEveryControlAndNoneThatIsHiddenCanBeTouched() {
    NewContextOptions phone =
        new NewContextOptions().setViewportSize(360, 740).setHasTouch(true).setIsMobile(true);
    try (Tab tab = stage.tab(phone)) {
      tab.open("/watch/" + stage.video());
      tab.signIn(stage.token());
      tab.play();

      assertThat(tab.page().evaluate(CONTROLS_OUTSIDE)).isEqualTo(List.of());

      tab.await("hidden controls", () -> (boolean) tab.page().evaluate(IDLE));
      BoundingBox player = tab.page().locator(".player").boundingBox();
      tab.page().touchscreen().tap(180, player.y + 60);
      assertThat(tab.page().evaluate(IDLE)).isEqualTo(false);
      assertThat(tab.text("state")).isEqualTo("playing");
    }
  }

  // In one breath: the page fills its menus anew whenever the quality changes.
  private static final String CONTROLS_OUTSIDE =
      "(() => {"
          + " const part = (name) => document.querySelector(`[data-part=${name}]`);"
          + " for (const menu of [part('audio'), part('subtitles')]) {"
          + "  menu.append(new Option('Original with commentary', 'x')); menu.value = 'x';"
          + "  menu.hidden = false; }"
          + " const player = part('player').getBoundingClientRect();"
          + " return ['audio', 'subtitles', 'speed', 'quality', 'full'].filter((name) => {"
          + "  const box = part(name).getBoundingClientRect();"
          + "  return box.width === 0 || box.left < player.left || box.right > player.right"
          + "   || box.bottom > player.bottom; }); })()";
  private static final String PANEL_IS_LEDGER =
      "['asked', 'granted', 'refused', 'refreshes'].every((name) =>"
          + " document.querySelector(`[data-part=${name}]`).textContent === String(reelkey[name]))";
  private static final String IDLE =
      "getComputedStyle(document.querySelector('.controls')).pointerEvents === 'none'";
  private static final String FOCUSED = "document.activeElement.id";
}
