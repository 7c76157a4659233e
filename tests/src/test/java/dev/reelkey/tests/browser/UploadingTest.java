package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.Shared.class)
class UploadingTest {
  private final Stage stage;

  UploadingTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aChosenFileIsUploadedPreparedWatchedAndDeleted() {
    try (Tab tab = library()) {
      tab.page().getByLabel("Choose a file").setInputFiles(stage.clip());
      Locator card = card(tab, "twenty seconds").first();
      card.waitFor();
      tab.await("READY", () -> "READY".equals(card.getAttribute("data-state")));

      card.locator("a").click();
      tab.play();
      assertThat(tab.page().title()).isEqualTo("twenty seconds · Reelkey");

      tab.link("All videos").click();
      delete(tab, card(tab, "twenty seconds").first(), "Keep it");
      int before = card(tab, "twenty seconds").count();
      delete(tab, card(tab, "twenty seconds").first(), "Delete");
      tab.await("one less", () -> card(tab, "twenty seconds").count() == before - 1);
    }
  }

  @Test
  void aTextFileNamedMp4FailsWithASentenceAndCanBeDeleted() {
    try (Tab tab = library()) {
      String prose =
          IntStream.range(0, 400).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
      choose(tab, "not a film.mp4", prose);

      Locator card = card(tab, "not a film");
      card.waitFor();
      tab.await("FAILED", () -> "FAILED".equals(card.getAttribute("data-state")));

      assertThat(card.locator("[data-part=why]").innerText()).matches("[A-Z].{15,}\\.");
      assertThat(card.getByText("Retry").isVisible()).isTrue();
      delete(tab, card, "Delete");
      tab.await("no card", () -> card.count() == 0);
    }
  }

  @Test
  void anEmptyFileIsRefusedInWordsAndTheLineCanBeDismissed() {
    try (Tab tab = library().expectingRefusals()) {
      choose(tab, "nothing.mp4", "");

      tab.page().getByText("The file is empty.").first().waitFor();
      tab.button("Dismiss").click();

      assertThat(tab.page().locator(".upload").count()).isZero();
    }
  }

  private Tab library() {
    Tab tab = stage.tab();
    tab.open("/");
    tab.signIn(stage.token());
    return tab;
  }

  private static void choose(Tab tab, String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    tab.page().getByLabel("Choose a file").setInputFiles(new FilePayload(name, "video/mp4", bytes));
  }

  private static Locator card(Tab tab, String title) {
    return tab.page().locator(".card").filter(new FilterOptions().setHasText(title));
  }

  private static void delete(Tab tab, Locator card, String answer) {
    card.locator("[data-part=remove]").click();
    assertThat(tab.page().locator("dialog").innerText()).contains("This cannot be undone.");
    tab.button(answer).click();
  }
}
