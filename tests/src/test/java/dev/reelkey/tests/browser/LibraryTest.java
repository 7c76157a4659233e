package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of videos, with more of them than a test would want to prepare. */
@ExtendWith(Stage.Shared.class)
class LibraryTest {
  private static final Pattern LIST = Pattern.compile("/v1/videos\\?limit=");
  private static final Pattern EVENTS = Pattern.compile("/v1/videos/[a-z2-7]{26}/events$");
  private static final Pattern UPLOAD = Pattern.compile("/v1/videos\\?title=");

  private static final String DROPPED =
      "() => { const dropped = new DataTransfer();"
          // Enough for more than one piece of news.
          + " const bytes = new Uint8Array(60_000_000);"
          + " dropped.items.add(new File([bytes], 'dropped_film.mp4', { type: 'video/mp4' }));"
          + " return dropped; }";

  private static final String NOTE_WHAT_IS_TOLD =
      "(() => { window.told = [];"
          + " const of = (part) => document.querySelector(`.upload [data-part=${part}]`);"
          + " new MutationObserver(() => { if (of('bar')) told.push(`${of('name').textContent}:"
          + " ${Math.floor(of('bar').value)} is ${of('status').textContent}`); })"
          + " .observe(document.body, { subtree: true, childList: true, characterData: true }); })()";

  private final Stage stage;

  LibraryTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void manyUnfinishedVideosHoldTwoStreamsAndStillGetReady() {
    try (Tab tab = stage.tab().expectingRefusals()) {
      AtomicReference<String> state = new AtomicReference<>("PROCESSING");
      tab.page().route(LIST, route -> list(route, 8, state.get(), ""));
      tab.page().route(EVENTS, route -> {});
      tab.open("/");
      tab.signIn(stage.token());
      tab.await("eight cards", () -> tab.page().locator(".card").count() == 8);

      state.set("READY");
      Locator ready = tab.page().locator(".card").filter(new FilterOptions().setHasText("Ready"));
      tab.await("the six that are not streamed", () -> ready.count() == 6);

      assertThat(tab.requests().stream().filter(r -> EVENTS.matcher(r.url()).find())).hasSize(2);
    }
  }

  @Test
  void aSecondPressOnShowMoreShowsNothingTwice() {
    try (Tab tab = stage.tab()) {
      AtomicInteger readings = new AtomicInteger();
      tab.page().route(LIST, route -> list(route, 4, "READY", readings.get() < 2 ? "next" : ""));
      tab.page().route("**/poster", route -> route.fulfill(new FulfillOptions().setStatus(204)));
      tab.open("/");
      tab.signIn(stage.token());
      tab.button("Show more").waitFor();
      readings.set(2);

      tab.button("Show more").dblclick();
      tab.button("Show more").waitFor(new WaitForOptions().setState(WaitForSelectorState.HIDDEN));

      assertThat(tab.page().locator(".card").count()).isEqualTo(4);
    }
  }

  @Test
  void anUploadOutlivesTheListAndEndsWithTheSignIn() {
    try (Tab tab = stage.tab().expectingRefusals()) {
      tab.page().route(UPLOAD, route -> {});
      tab.open("/");
      tab.signIn(stage.token());
      tab.page().getByLabel("Choose a file").setInputFiles(stage.clip());
      tab.page().locator(".upload").waitFor();

      tab.page().locator(".card a[href='/watch/" + stage.video() + "']").click();
      tab.link("All videos").click();
      tab.page().locator(".upload").getByText("Cancel").waitFor();
      tab.button("Sign out").click();
      tab.signIn(stage.token());

      tab.page().locator(".card").first().waitFor();
      assertThat(tab.page().locator(".upload").count()).isZero();
    }
  }

  @Test
  void aDroppedFileIsUploadedAndTheLineTellsHowFarItIs() {
    try (Tab tab = stage.tab()) {
      tab.open("/");
      tab.signIn(stage.token());
      tab.page().evaluate(NOTE_WHAT_IS_TOLD);

      JSHandle dropped = tab.page().evaluateHandle(DROPPED);
      tab.page().locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", dropped));

      Locator card = tab.page().locator(".card").filter(named("dropped film"));
      card.waitFor();
      assertThat((List<?>) tab.page().evaluate("told"))
          .anySatisfy(
              told ->
                  assertThat((String) told)
                      .matches("dropped_film.mp4: ([1-9]\\d?) is \\1 % of 60 MB, .+ left"));
      assertThat(tab.page().locator(".upload").count()).isZero();
      tab.await("an end", () -> "FAILED".equals(card.getAttribute("data-state")));
      card.locator("[data-part=remove]").click();
      tab.button("Delete").click();
      tab.await("no card", () -> card.count() == 0);
    }
  }

  @Test
  void aVideoThatIsReadyShowsItsPoster() {
    try (Tab tab = stage.tab()) {
      tab.open("/");
      tab.signIn(stage.token());

      Locator card = tab.page().locator(".card:has(a[href='/watch/" + stage.video() + "'])");
      Locator poster = card.locator(".poster img");
      poster.waitFor();

      tab.await("a picture", () -> (boolean) poster.evaluate("image => image.naturalWidth > 0"));
    }
  }

  private static FilterOptions named(String text) {
    return new FilterOptions().setHasText(text);
  }

  private static void list(Route route, int count, String state, String next) {
    String videos =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{\"id\":\"%s\",\"title\":\"Film %d\",\"state\":\"%s\"}"
                        .formatted(String.valueOf((char) ('a' + i)).repeat(26), i, state))
            .collect(Collectors.joining(",", "[", "]"));
    String cursor = next.isEmpty() ? "null" : "\"" + next + "\"";
    route.fulfill(
        new FulfillOptions()
            .setContentType("application/json")
            .setBody("{\"videos\":" + videos + ",\"next_cursor\":" + cursor + "}"));
  }
}
