package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.tests.system.TokenForge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.Shared.class)
class SignInTest {
  private final Stage stage;

  SignInTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void thePrintedLinkSignsInOnceAndLeavesNoCodeInTheAddress() {
    String code = stage.reelkey().signInCode();
    try (Tab tab = stage.tab()) {
      tab.open("/?from=terminal#code=" + code);
      tab.button("Sign out").waitFor();

      assertThat(tab.page().url()).isEqualTo(stage.reelkey().url() + "/");
      assertThat(tab.page().evaluate("history.length")).isEqualTo(2);
    }
    try (Tab second = stage.tab().expectingRefusals()) {
      second.open("/#code=" + code);

      second.awaitAlert("This sign-in link was used before.");
      assertThat(second.text("state")).isEqualTo("signed-out");
    }
  }

  @Test
  void nothingOfASignInOutlivesTheTab() {
    try (Tab tab = stage.watching()) {
      assertThat(tab.page().evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
      assertThat(tab.page().context().cookies()).isEmpty();

      tab.page().reload();

      tab.page().getByLabel("Access token").waitFor();
      assertThat(tab.text("state")).isEqualTo("signed-out");
    }
  }

  @Test
  void aTokenThatIsNoTokenIsRefusedInWords() {
    try (Tab tab = stage.tab().expectingRefusals()) {
      tab.open("/");
      tab.page().getByLabel("Access token").fill("not a token");
      tab.button("Sign in with a token").click();

      tab.awaitAlert("That is not an access token.");
    }
  }

  @Test
  void anExpiredTokenLeadsBackToTheSignIn() {
    String token =
        new TokenForge(stage.reelkey().data())
            .access("brief", "videos:read playback:start", TokenForge::expire);
    try (Tab tab = stage.tab().expectingRefusals()) {
      tab.open("/");
      tab.page().getByLabel("Access token").fill(token);
      tab.button("Sign in with a token").click();

      tab.awaitAlert("The sign-in has expired.");
    }
  }

  @Test
  void signingOutForgetsTheToken() {
    try (Tab tab = stage.watching()) {
      tab.button("Sign out").click();

      tab.page().getByLabel("Access token").waitFor();
      assertThat(tab.page().getByLabel("Access token").inputValue()).isEmpty();
      assertThat(tab.text("state")).isEqualTo("signed-out");
    }
  }

  @Test
  void plainHttpBeyondThisMachineIsRefusedInWords() {
    String unusable = "The Cross-Origin-Opener-Policy header has been ignored";
    try (Tab tab = stage.tab().expecting(unusable)) {
      tab.page()
          .navigate("http://" + Chromium.INSECURE_HOST + ":" + stage.reelkey().url().getPort());

      tab.awaitAlert("This address is plain HTTP, where a browser has no cryptography.");
    }
  }
}
