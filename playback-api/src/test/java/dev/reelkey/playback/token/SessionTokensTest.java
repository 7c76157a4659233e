package dev.reelkey.playback.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.TokenMaster;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokensTest {
  private static final SessionId SESSION = new SessionId("a".repeat(34));
  private static final Instant END = Instant.ofEpochSecond(1_900_000_000);

  private final SessionTokens tokens = new SessionTokens(master(1));

  @Test
  void aManifestTokenReadsBackAsItWasWritten() {
    String text = tokens.manifest(SESSION, END);
    ManifestToken token = tokens.readManifest(text).orElseThrow();
    assertThat(token.session()).isEqualTo(SESSION);
    assertThat(token.expiresAt()).isEqualTo(END);
    assertThat(text).matches("m1\\.1\\.1900000000\\.a{34}\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  void noSingleChangedCharacterOfAManifestTokenIsAccepted() {
    String text = tokens.manifest(SESSION, END);
    for (int i = 0; i < text.length(); i++) {
      for (char c : new char[] {'a', 'b', '2', '9', 'Z', '.', '-', '_', '%'}) {
        String changed = text.substring(0, i) + c + text.substring(i + 1);
        if (!changed.equals(text)) {
          assertThat(tokens.readManifest(changed)).as(changed).isEmpty();
        }
      }
    }
  }

  @Test
  void noSingleChangedCharacterOfARefreshTokenIsAccepted() {
    String text = tokens.refresh(SESSION, 7, "");
    for (int i = 0; i < text.length(); i++) {
      for (char c : new char[] {'a', 'b', '2', '9', 'Z', '.', '-', '_', '%'}) {
        String changed = text.substring(0, i) + c + text.substring(i + 1);
        if (!changed.equals(text)) {
          assertThat(RefreshToken.parse(changed).filter(token -> tokens.holds(token, "")))
              .as(changed)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void aRefreshTokenIsBoundToTheProofKey() {
    RefreshToken token = RefreshToken.parse(tokens.refresh(SESSION, 1, "key")).orElseThrow();
    assertThat(tokens.holds(token, "key")).isTrue();
    assertThat(tokens.holds(token, "")).isFalse();
    assertThat(tokens.holds(token, "other")).isFalse();
  }

  @Test
  void theSuccessorIsAlwaysTheSameText() {
    assertThat(tokens.refresh(SESSION, 2, "")).isEqualTo(tokens.refresh(SESSION, 2, ""));
  }

  @Test
  void tokensOfAnotherMasterAreNotOurs() {
    SessionTokens other = new SessionTokens(master(2));
    assertThat(tokens.readManifest(other.manifest(SESSION, END))).isEmpty();
    RefreshToken refresh = RefreshToken.parse(other.refresh(SESSION, 1, "")).orElseThrow();
    assertThat(tokens.holds(refresh, "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m1",
        "m1.1.1900000000.",
        "r1.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "r1.0.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "r1.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.01.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "r1.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.9999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNotOfTheFormIsNoToken(String text) {
    assertThat(ManifestToken.parse(text)).isEmpty();
    assertThat(RefreshToken.parse(text)).isEmpty();
  }

  @Test
  void nothingPrintsAToken() {
    String mac = tokens.refresh(SESSION, 1, "");
    assertThat(RefreshToken.parse(mac).orElseThrow().toString())
        .doesNotContain(mac.substring(mac.length() - 43));
    String manifest = tokens.manifest(SESSION, END);
    assertThat(ManifestToken.parse(manifest).orElseThrow().toString())
        .doesNotContain(manifest.substring(manifest.length() - 43));
  }

  private static TokenMaster master(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return new TokenMaster(Secret.copyOf(bytes));
  }
}
