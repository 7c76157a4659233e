package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clips in the page: each rendition at start, key border and end, then the whole at speed. */
@ExtendWith(Library.Shared.class)
class ClipsInChromiumTest {
  private static final Pattern HEIGHT = Pattern.compile("(\\d+)p");
  // Keys change every two segments of about six seconds.
  private static final double KEY_BORDER = 12;
  private static Chromium chromium;

  private final Library library;

  ClipsInChromiumTest(Library library) {
    this.library = library;
  }

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  static List<Clip> clips() {
    // With sound and without, and a rate that divides nothing; all of them would take ten minutes.
    return List.of(
        Clip.of(SampleClip.SHORT), Clip.of(SampleClip.FPS_23_976), Clip.of(SampleClip.SILENT));
  }

  @ParameterizedTest
  @MethodSource("clips")
  @DisplayName("every rendition around start, key border and end; the smallest to the end at 4x")
  void aClipPlays(Clip clip) {
    String video = library.ready(clip).video();
    NewContextOptions look = new NewContextOptions().setViewportSize(1000, 800);
    try (Tab tab = new Tab(chromium.browser().newContext(look), library.reelkey().url())) {
      tab.open("/watch/" + video);
      tab.signIn(library.token());
      tab.play();
      tab.menu("Speed").selectOption("4");
      List<Integer> heights = heights(tab);
      assertThat(heights).isNotEmpty();
      for (int height : heights) {
        visit(tab, height);
      }

      choose(tab, heights.stream().min(Integer::compare).orElseThrow());
      seek(tab, 0);
      awaitEnd(tab);

      assertThat(tab.number("position")).isCloseTo(tab.number("duration"), within(0.2));
      assertThat(tab.number("failedRequests")).isZero();
      assertThat(tab.number("refused")).isZero();
      assertThat(tab.number("granted")).isEqualTo(tab.number("asked")).isPositive();
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  private static void visit(Tab tab, int height) {
    seek(tab, 0);
    choose(tab, height);
    tab.await(height + "p", () -> tab.number("height") == height);
    awaitPosition(tab, 0.3);
    if (tab.number("duration") > KEY_BORDER + 2) {
      seek(tab, KEY_BORDER - 0.7);
      awaitPosition(tab, KEY_BORDER + 0.3);
    }
    seek(tab, tab.number("duration") - 1);
    awaitEnd(tab);
  }

  private static void choose(Tab tab, int height) {
    tab.menu("Quality").selectOption(height + "p");
  }

  private static void seek(Tab tab, double seconds) {
    tab.page().getByLabel("Seek").fill(tenths(seconds));
    if (!tab.text("state").equals("playing")) {
      tab.page().keyboard().press("Escape");
      tab.button("Play").click();
    }
  }

  /** As the browser itself writes the value: 0, not 0.0. */
  private static String tenths(double seconds) {
    return java.math.BigDecimal.valueOf(Math.round(seconds * 10), 1)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static void awaitPosition(Tab tab, double seconds) {
    tab.await("position " + seconds, () -> tab.number("position") >= seconds);
  }

  private static void awaitEnd(Tab tab) {
    double left = (tab.number("duration") - tab.number("position")) / 4;
    tab.await(
        "the end",
        java.time.Duration.ofSeconds(20 + (long) (2 * left)),
        () -> tab.text("state").equals("ended"));
  }

  private static List<Integer> heights(Tab tab) {
    return tab.menu("Quality").locator("option").allInnerTexts().stream()
        .map(HEIGHT::matcher)
        .filter(Matcher::matches)
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }
}
