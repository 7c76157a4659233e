package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPlayback.class)
class CrossOriginTest {
  private static final String API = "/v1/sessions?viewer=a";

  private final RunningPlayback playback;

  CrossOriginTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  @DisplayName("WEB-5: the listed origin is named, on refusals too")
  void theListedOriginIsNamed() {
    Answer answer = playback.get(API, "Origin", SharedPlayback.ORIGIN);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(SharedPlayback.ORIGIN);
    assertThat(answer.header("vary")).contains("Origin");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("WEB-5: no other origin is")
  @ValueSource(
      strings = {
        "null",
        "*",
        "https://app.example.org.evil.com",
        "https://evilapp.example.org",
        "https://app.example.orgevil.com",
        "https://app.example.org:443",
        "https://app.example.org:8443",
        "http://app.example.org",
        "HTTPS://app.example.org",
        "https://APP.example.org",
        "https://app.Example.org",
        "https://app.example.org/",
        "https://app.example.org/x",
        "https://app.example.org?",
        "https://app.example.org#",
        "https://user@app.example.org",
        "https://app.example.org@evil.com",
        "https://example.org",
        "https://sub.app.example.org",
        "https://app-example.org",
        "https://appXexample.org",
        "https://app.example.org%00.evil.com",
        "https://app.example.org%60.evil.com",
        "https://app.example.org.",
        "https://app.example.org, https://evil.com",
        "https://evil.com, https://app.example.org",
        "https://app.example.org https://evil.com",
        "file://",
        "chrome-extension://app.example.org",
        "//app.example.org",
        "app.example.org"
      })
  void noOtherOriginIs(String origin) {
    for (Answer answer :
        new Answer[] {playback.get(API, "Origin", origin), preflight(API, origin)}) {
      assertThat(answer.header("access-control-allow-origin")).isEmpty();
      assertThat(answer.header("vary")).contains("Origin");
    }
  }

  @Test
  void mediaAndManifestsAreForEveryOriginWithoutCredentials() {
    for (String path : new String[] {"/m/x/master.m3u8", "/t/x", "/.well-known/jwks.json"}) {
      Answer answer = playback.get(path, "Origin", "https://anywhere.example");
      assertThat(answer.header("access-control-allow-origin")).as(path).isEqualTo("*");
      assertThat(answer.header("access-control-allow-credentials")).as(path).isEmpty();
    }
    Answer preflight = preflight("/t/x", "https://anywhere.example");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("access-control-max-age")).isEqualTo("7200");
    assertThat(preflight.header("access-control-allow-headers")).contains("Range");
  }

  private Answer preflight(String path, String origin) {
    return playback.send(
        playback
            .request(path, Map.of("Origin", origin))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }
}
