package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody who watches ever sees a code or a status: every refusal is a sentence. */
@ExtendWith(Stage.Shared.class)
class ErrorSentencesTest {
  private static final Pattern OPENING = Pattern.compile("/v1/videos/[a-z2-7]{26}/sessions$");
  private static final Pattern KEYS = Pattern.compile("/t/[^?]*/keys/[a-z2-7]{26}$");

  private final Stage stage;

  ErrorSentencesTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @CsvSource({
    "403, too_many_streams, Stop one of them and try again.",
    "409, video_not_ready, This video is still being prepared.",
    "503, sessions_unavailable, No session can be opened right now.",
    "403, something_nobody_knows, That is not allowed.",
  })
  void aRefusedSessionIsExplained(int status, String code, String sentence) {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(OPENING, route -> refuse(route, status, code));
      tab.button("Play").click();

      tab.awaitAlert(sentence);

      assertThat(tab.text("state")).isEqualTo("failed");
      assertThat(tab.page().getByText("ref-1").isVisible()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, session_expired, This session has reached its end.",
    "403, rendition_not_allowed, Choose a lower one.",
    "404, key_not_found, The video may have been deleted.",
    "410, generation_gone, This version of the video was replaced.",
  })
  void aRefusedKeyIsExplainedAndAskedForOnce(int status, String code, String sentence) {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(KEYS, route -> refuse(route, status, code));
      tab.button("Play").click();

      tab.awaitAlert(sentence);
      tab.page().waitForTimeout(800);

      assertThat(tab.requests().stream().filter(r -> KEYS.matcher(r.url()).find()).count())
          .as("picture and sound, no second try")
          .isBetween(1L, 2L);
      assertThat(tab.number("refused")).isPositive();
    }
  }

  @Test
  void afterAFailurePlayAgainOpensANewSession() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(OPENING, route -> refuse(route, 503, "sessions_unavailable"));
      tab.button("Play").click();
      tab.awaitAlert("No session can be opened right now.");
      tab.page().unroute(OPENING);

      tab.button("Play again").click();

      tab.awaitState("playing");
      assertThat(tab.page().locator(".notice").count()).isZero();
    }
  }

  @Test
  void aServerThatCannotBeReachedIsSaidSo() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(OPENING, Route::abort);
      tab.button("Play").click();

      tab.awaitAlert("The server cannot be reached right now.");
    }
  }

  @Test
  void aVideoThatIsNotThereIsSaidSo() {
    try (Tab tab = stage.tab().expectingRefusals()) {
      tab.open("/watch/" + "a".repeat(26));
      tab.signIn(stage.token());
      tab.button("Play").click();

      tab.awaitAlert("There is no such video, or it is not yours.");
    }
  }

  private static void refuse(Route route, int status, String code) {
    route.fulfill(
        new FulfillOptions()
            .setStatus(status)
            .setContentType("application/problem+json")
            .setBody("{\"code\":\"" + code + "\",\"instance\":\"ref-1\"}"));
  }
}
