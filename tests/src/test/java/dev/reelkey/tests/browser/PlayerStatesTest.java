package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the player makes of presses and faults at inconvenient moments. */
@ExtendWith(Stage.Shared.class)
class PlayerStatesTest {
  private static final Pattern OPENING = Pattern.compile("/v1/videos/[a-z2-7]{26}/sessions$");
  private static final Pattern REFRESH = Pattern.compile("/v1/sessions/[a-z2-7]+/refresh$");
  private static final Pattern MANIFEST = Pattern.compile("/m/[^/]+/master\\.m3u8$");
  private static final Pattern KEYS = Pattern.compile("/t/[^?]*/keys/[a-z2-7]{26}$");

  // The first source buffer takes nothing, so that hls.js asks for a second media source.
  private static final String BREAK_THE_FIRST_BUFFER =
      "const append = SourceBuffer.prototype.appendBuffer; let broken; window.sources = 0;"
          + " SourceBuffer.prototype.appendBuffer = function (data) { broken ??= this;"
          + " if (this === broken) throw new Error('decoder gone'); return append.call(this, data); };"
          + " window.MediaSource = class extends MediaSource {"
          + " constructor() { super(); window.sources += 1; } };";

  private final Stage stage;

  PlayerStatesTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void whoPausesBeforeTheFirstPictureCanPlayOn() {
    try (Tab tab = stage.watching()) {
      AtomicReference<Route> key = new AtomicReference<>();
      tab.page().route(KEYS, route -> hold(key, route));
      tab.button("Play").click();
      awaitHeld(tab, key);

      tab.page().keyboard().press("k");
      tab.awaitState("paused");
      tab.page().unroute(KEYS);
      key.get().resume();
      tab.page().keyboard().press("k");

      tab.awaitState("playing");
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  @Test
  void whoGoesBackFromTheEndSeesMore() {
    try (Tab tab = stage.watching()) {
      tab.play();
      tab.seek(tab.number("duration") - 0.5);
      tab.awaitState("ended");

      tab.page().getByLabel("Seek").fill("3");

      tab.await("moving pictures", () -> tab.number("position") > 3.2);
      tab.button("Pause").click();
      tab.awaitState("paused");
    }
  }

  @Test
  void whoPausesBeforeTheStreamIsThereStaysPaused() {
    try (Tab tab = stage.watching()) {
      AtomicReference<Route> manifest = new AtomicReference<>();
      tab.page().route(MANIFEST, route -> hold(manifest, route));
      tab.button("Play").click();
      awaitHeld(tab, manifest);

      tab.page().keyboard().press("k");
      manifest.get().resume();
      tab.awaitState("paused");
      tab.page().keyboard().press("k");

      tab.awaitState("playing");
    }
  }

  @Test
  void aSessionLostBeforeTheFirstPictureIsOpenedAnewAndPlays() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      CountDownLatch once = new CountDownLatch(1);
      tab.page().route(MANIFEST, route -> refuseOnce(once, route, 410, "manifest_expired"));

      tab.button("Play").click();

      tab.awaitState("playing");
      assertThat(tab.number("sessions")).isEqualTo(2);
    }
  }

  @Test
  void aDecoderThatIsResetPlaysOn() {
    try (Tab tab = stage.tab()) {
      tab.page().addInitScript(BREAK_THE_FIRST_BUFFER);
      tab.open("/watch/" + stage.video());
      tab.signIn(stage.token());

      tab.play();

      assertThat(tab.page().evaluate("window.sources")).isEqualTo(2);
      assertThat(tab.number("sessions")).isEqualTo(1);
    }
  }

  @Test
  void aKeyServerThatFailsForAWhileIsAskedUntilItAnswers() {
    try (Tab tab = stage.watching().expectingRefusals()) {
      AtomicInteger failures = new AtomicInteger();
      tab.page().route(KEYS, route -> failAtFirst(failures, route));
      tab.button("Play").click();

      tab.awaitState("retrying");
      tab.page().getByText("The key server does not answer. Trying again.").waitFor();
      tab.awaitState("playing");

      assertThat(failures.get()).isGreaterThan(16);
      assertThat(tab.number("refused")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, session_revoked", "0, session_expired"})
  void aSessionThatEndsWithoutATheftIsOpenedAnew(int lost, String code) {
    try (Tab tab = stage.watching().expectingRefusals()) {
      AtomicInteger renewals = new AtomicInteger(-lost);
      tab.page().route(OPENING, route -> Answers.shortLived(route, Duration.ofMillis(6500)));
      tab.page().route(REFRESH, route -> loseThenRefuse(renewals, route, code));

      tab.play();
      tab.await("a second session", () -> tab.number("sessions") == 2);
      tab.awaitState("playing");

      assertThat(tab.number("position")).isGreaterThan(2);
    }
  }

  @Test
  void aNewSessionKeepsTheQualityThatWasChosen() {
    // By itself a strip shows the lowest, so that no key of the highest is there.
    try (Tab tab = stage.watchingInAStrip().expectingRefusals()) {
      tab.play();
      String highest = tab.menu("Quality").locator("option").nth(1).innerText();
      CountDownLatch once = new CountDownLatch(1);
      String itsKeys = "**/v" + highest.replace("p", "") + "/keys/*";
      tab.page().route(itsKeys, route -> refuseOnce(once, route, 403, "session_unknown"));
      tab.menu("Quality").selectOption(highest);
      tab.await("a second session", () -> tab.number("sessions") == 2);
      tab.awaitState("playing");

      tab.await(highest, () -> highest.equals((int) tab.number("height") + "p"));
      assertThat(tab.menu("Quality").inputValue()).isNotEqualTo("-1");
    }
  }

  private static void refuseOnce(CountDownLatch once, Route route, int status, String code) {
    if (once.getCount() > 0) {
      once.countDown();
      Answers.refuse(route, status, code);
    } else {
      route.resume();
    }
  }

  /** Below zero an answer is lost, at zero it is a refusal. */
  private static void loseThenRefuse(AtomicInteger renewals, Route route, String code) {
    int renewal = renewals.getAndIncrement();
    if (renewal < 0) {
      route.abort();
    } else if (renewal == 0) {
      Answers.refuse(route, 403, code);
    } else {
      route.resume();
    }
  }

  private static void failAtFirst(AtomicInteger failures, Route route) {
    int failure = failures.incrementAndGet();
    if (failure > 16) {
      route.resume();
    } else {
      Answers.refuse(route, 503, "keyring_unavailable", failure < 14 ? "0" : "1");
    }
  }

  private static void hold(AtomicReference<Route> held, Route route) {
    if (!held.compareAndSet(null, route)) {
      route.resume();
    }
  }

  private static void awaitHeld(Tab tab, AtomicReference<Route> held) {
    // Playwright hands routes over only while it is asked for something.
    tab.await("a held request", () -> !tab.text("state").isEmpty() && held.get() != null);
  }
}
