package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.reelkey.tests.system.Waiting;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One browser tab on the page. Closing it fails the test if the console or the content policy had
 * anything to complain about.
 */
final class Tab implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final BrowserContext context;
  private final URI base;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  Tab(BrowserContext context, URI base) {
    this.context = context;
    this.base = base;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE.toMillis());
    page.addInitScript(
        "window.violations = [];"
            + "addEventListener('securitypolicyviolation',"
            + " event => violations.push(event.violatedDirective + ' ' + event.blockedURI));");
    page.onConsoleMessage(this::listen);
    page.onPageError(error -> complaints.add("uncaught " + error));
    page.onRequest(requests::add);
  }

  /** For tests in which the server, or a stand-in for it, refuses something. */
  Tab expectingRefusals() {
    return expecting("Failed to load resource");
  }

  /** For a complaint of Chromium's own that the test brings about. */
  Tab expecting(String beginning) {
    expected.add(beginning);
    return this;
  }

  Page page() {
    return page;
  }

  /** Every request so far, oldest first. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  void open(String path) {
    page.navigate(base + path);
  }

  void signIn(String token) {
    page.getByLabel("Access token").fill(token);
    button("Sign in with a token").click();
    button("Sign out").waitFor();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator menu(String name) {
    return page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(name).setExact(true));
  }

  /** Presses play and waits for the picture. */
  void play() {
    button("Play").click();
    awaitState("playing");
  }

  /** Moves the picture and plays on from there, also from the end. */
  void seek(double seconds) {
    page.getByLabel("Seek").fill(tenths(seconds));
    if ((Boolean) page.evaluate("document.querySelector('video').paused")) {
      button("Play").click();
    }
  }

  void awaitState(String state) {
    await("state " + state, () -> state.equals(text("state")));
  }

  void await(String what, java.util.function.BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  void await(String what, Duration limit, java.util.function.BooleanSupplier condition) {
    try {
      Waiting.until(what, limit, condition);
    } catch (AssertionError inVain) {
      throw new AssertionError(inVain.getMessage() + "; the page: " + snapshot(), inVain);
    }
  }

  /** Waits for a problem's sentence. */
  void awaitAlert(String sentence) {
    Locator alert = page.getByRole(AriaRole.ALERT);
    alert.waitFor();
    await("the alert: " + sentence, () -> alert.first().innerText().contains(sentence));
  }

  /** A field of {@code window.reelkey}. */
  String text(String field) {
    return String.valueOf(page.evaluate("reelkey." + field));
  }

  double number(String field) {
    return ((Number) page.evaluate("reelkey." + field)).doubleValue();
  }

  String snapshot() {
    return (String)
        page.evaluate(
            "JSON.stringify(Object.fromEntries(Object.keys(reelkey).map(k => [k, reelkey[k]])))");
  }

  List<?> violations() {
    return (List<?>) page.evaluate("window.violations");
  }

  @Override
  public void close() {
    try {
      assertThat(violations()).as("content policy violations").isEmpty();
      assertThat(complaints).as("console errors").isEmpty();
    } finally {
      context.close();
    }
  }

  /** As the browser itself writes the value of the slider: 0, not 0.0. */
  private static String tenths(double seconds) {
    return BigDecimal.valueOf(Math.round(seconds * 10), 1).stripTrailingZeros().toPlainString();
  }

  private void listen(ConsoleMessage message) {
    boolean brought = expected.stream().anyMatch(message.text()::startsWith);
    if (message.type().equals("error") && !brought) {
      complaints.add(message.text());
    }
  }
}
