package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the player keeps its session, with answers put in the server's place where it must. */
@ExtendWith(Stage.Shared.class)
class SessionTest {
  private static final Pattern KEYS = Pattern.compile("/t/[^?]*/keys/[a-z2-7]{26}$");
  private static final Pattern OPENING = Pattern.compile("/v1/videos/[a-z2-7]{26}/sessions$");
  private static final String SESSIONS = "/v1/sessions/";

  private final Stage stage;

  SessionTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void theTokenIsRenewedBeforeItEndsAndNothingIsRefused() {
    try (Tab tab = stage.watching()) {
      tab.page().route(OPENING, route -> Answers.shortLived(route, Duration.ofSeconds(6)));
      tab.play();

      tab.await("a renewal", () -> tab.number("refreshes") >= 1);

      assertThat(tab.number("refused")).isZero();
      assertThat(tab.number("failedRequests")).isZero();
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  @Test
  void aStaleTokenCostsOneRenewalAndOneMoreRequest() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      AtomicInteger refusals = new AtomicInteger();
      tab.page()
          .route(
              KEYS,
              route -> {
                if (refusals.getAndIncrement() == 0) {
                  Answers.refuse(route, 401, "token_expired");
                } else {
                  route.resume();
                }
              });

      tab.play();

      assertThat(tab.number("refreshes")).isEqualTo(1);
      assertThat(tab.number("refused")).isZero();
    }
  }

  @Test
  void twoStaleAnswersAreFinal() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      tab.page().route(KEYS, route -> Answers.refuse(route, 401, "token_invalid"));
      tab.button("Play").click();

      tab.awaitAlert("The sign-in was not accepted.");

      assertThat(keyRequestsByUrl(tab)).allMatch(count -> count <= 2);
    }
  }

  @Test
  void aKeyThatMustWaitIsAskedForAgainWhenTheServerSaid() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      AtomicReference<Instant> refused = new AtomicReference<>();
      AtomicReference<Duration> waited = new AtomicReference<>();
      AtomicReference<String> url = new AtomicReference<>("");
      tab.page()
          .route(
              KEYS,
              route -> {
                if (refused.compareAndSet(null, Instant.now())) {
                  url.set(route.request().url());
                  Answers.refuse(route, 503, "pace_exceeded", "2");
                } else {
                  if (route.request().url().equals(url.get())) {
                    waited.compareAndSet(null, Duration.between(refused.get(), Instant.now()));
                  }
                  route.resume();
                }
              });

      tab.play();

      assertThat(waited.get()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
      assertThat(tab.number("refused")).isZero();
    }
  }

  @Test
  @DisplayName("FLT-1: after a loss of Redis the page opens a new session at its position")
  void aForgottenSessionIsOpenedAnewAtItsPosition() {
    try (Tab tab = stage.watchingInAStrip().expectingRefusals()) {
      tab.play();
      tab.seek(7);
      tab.await("a seek", () -> tab.number("position") > 7);
      awaitWholeFilm(tab);
      AtomicInteger forgotten = new AtomicInteger();
      tab.page()
          .route(
              KEYS,
              route -> {
                if (forgotten.getAndIncrement() == 0) {
                  Answers.refuse(route, 403, "session_unknown");
                } else {
                  route.resume();
                }
              });
      chooseAnotherQuality(tab);

      tab.await("a second session", () -> tab.number("sessions") == 2);
      tab.awaitState("playing");

      assertThat(tab.number("position")).isBetween(6.5, 19.0);
    }
  }

  @Test
  void aRevokedSessionEndsWithASentenceAndNoKeyIsAskedForAgain() {
    try (Tab tab = stage.watchingInAStrip().expectingRefusals()) {
      AtomicReference<String> sid = new AtomicReference<>();
      tab.page()
          .onResponse(
              response -> {
                if (OPENING.matcher(response.url()).find()) {
                  sid.set(field(response.text(), "session_id"));
                }
              });
      tab.play();
      tab.await("the session's id", () -> sid.get() != null);
      tab.button("Pause").click();
      awaitWholeFilm(tab);
      assertThat(stage.api().call("DELETE", SESSIONS + sid.get(), "").statusCode())
          .isBetween(200, 299);

      chooseAnotherQuality(tab);
      tab.awaitAlert("This session was ended");
      int asked = (int) tab.number("asked");
      tab.page().waitForTimeout(1500);

      assertThat(tab.number("asked")).isEqualTo(asked);
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("KEY-4: each token goes only where it belongs, and none into an address")
  void tokensGoOnlyWhereTheyBelong() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.menu("Speed").selectOption("4");
      tab.awaitState("ended");

      for (Request request : tab.requests()) {
        if (request.url().startsWith("blob:")) {
          continue;
        }
        String path = URI.create(request.url()).getPath();
        String authorization = request.headers().getOrDefault("authorization", "");
        assertThat(request.headers()).doesNotContainKey("cookie");
        assertThat(request.url()).doesNotContain(stage.token());
        if (path.startsWith("/v1/")) {
          assertThat(authorization).isEqualTo("Bearer " + stage.token());
        } else if (KEYS.matcher(path).find()) {
          assertThat(authorization).startsWith("Bearer ey").doesNotContain(stage.token());
        } else {
          assertThat(authorization).as(path).isEmpty();
        }
      }
      assertThat(keyRequestsByUrl(tab)).as("each key is asked for once").containsOnly(1L);
    }
  }

  /** After that no key is asked for but by another quality. */
  private static void awaitWholeFilm(Tab tab) {
    tab.await(
        "the whole film",
        () ->
            (Boolean)
                tab.page()
                    .evaluate(
                        "(({ buffered, duration }) => buffered.length > 0"
                            + " && buffered.end(buffered.length - 1) > duration - 0.5)"
                            + "(document.querySelector('video'))"));
  }

  /** In a strip, a quality of which this player holds no key yet. */
  private static void chooseAnotherQuality(Tab tab) {
    String now = (int) tab.number("height") + "p";
    String other =
        tab.menu("Quality").locator("option").allInnerTexts().stream()
            .filter(text -> !text.startsWith("Auto") && !text.equals(now))
            .findFirst()
            .orElseThrow();
    tab.menu("Quality").selectOption(other);
  }

  private static String field(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
  }

  private static List<Long> keyRequestsByUrl(Tab tab) {
    return tab.requests().stream()
        .map(Request::url)
        .filter(url -> KEYS.matcher(url).find())
        .collect(
            java.util.stream.Collectors.groupingBy(
                url -> url, java.util.stream.Collectors.counting()))
        .values()
        .stream()
        .toList();
  }
}
