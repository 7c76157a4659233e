package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.system.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shaka Player and video.js, from another origin, with the token on key requests only. */
@ExtendWith(Library.Shared.class)
class OtherPlayersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static Chromium chromium;
  private static PlayerPages pages;

  private final Library library;

  OtherPlayersTest(Library library) {
    this.library = library;
  }

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    pages = PlayerPages.serve();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    pages.close();
  }

  @ParameterizedTest
  @CsvSource({
    "shaka.html,FPS_23_976", "shaka.html,TWO_LANGUAGES", "shaka.html,B_FRAMES",
    "videojs.html,FPS_23_976", "videojs.html,TWO_LANGUAGES", "videojs.html,B_FRAMES"
  })
  @DisplayName("another player plays a clip to its end from another origin")
  void anotherPlayerPlaysAClipToItsEnd(String player, SampleClip clip) {
    String video = library.ready(Clip.of(clip)).video();
    JsonNode session = library.owner().openSession(video, "owner");
    try (Page page = chromium.browser().newPage()) {
      page.navigate(pages.url(player));
      page.evaluate(
          "session => start(session)",
          Map.of(
              "manifest_url", session.get("manifest_url").asText(),
              "playback_token", session.get("playback_token").asText()));
      Waiting.until(
          "the end in " + player + ": " + status(page),
          PATIENCE,
          () -> Boolean.TRUE.equals(status(page).get("ended")));

      Map<?, ?> end = status(page);
      assertThat((List<?>) end.get("failures")).isEmpty();
      assertThat(((Number) end.get("position")).doubleValue())
          .isGreaterThan(clip.spec().times().seconds() - 0.5);
      assertThat(((Number) end.get("pictures")).intValue()).isGreaterThan(50);
      assertThat(((Number) end.get("sound")).intValue()).isPositive();
    }
  }

  private static Map<?, ?> status(Page page) {
    return (Map<?, ?>) page.evaluate("status()");
  }
}
