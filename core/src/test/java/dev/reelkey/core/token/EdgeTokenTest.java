package dev.reelkey.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeTokenVerifier.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EdgeTokenTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final VideoId VIDEO = new VideoId("a".repeat(26));
  private static final GenerationId GENERATION = new GenerationId("b".repeat(26));
  private static final SessionId SESSION = new SessionId("c".repeat(34));
  private static final TokenMaster MASTER = new TokenMaster(Secret.copyOf(new byte[32]));
  private static final Secret KEY = MASTER.edgeKey("main-1");

  private final EdgeToken token =
      EdgeToken.sign(KEY, "main-1", NOW.plusSeconds(60), SESSION, VIDEO, GENERATION);

  @Test
  void aTokenOpensItsOwnGeneration() {
    assertThat(verdict(token.text(), VIDEO, GENERATION, NOW)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aTokenOpensNoOtherVideoOrGeneration() {
    assertThat(verdict(token.text(), new VideoId("d".repeat(26)), GENERATION, NOW))
        .isEqualTo(Verdict.INVALID);
    assertThat(verdict(token.text(), VIDEO, new GenerationId("d".repeat(26)), NOW))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  @DisplayName("TOK-8: a token ends at its expiry plus 30 s of skew")
  void aTokenEndsAtItsExpiryPlusSkew() {
    assertThat(verdict(token.text(), VIDEO, GENERATION, NOW.plusSeconds(89)))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(token.text(), VIDEO, GENERATION, NOW.plusSeconds(90)))
        .isEqualTo(Verdict.EXPIRED);
  }

  @Test
  @DisplayName("EDG-1: no single changed character is accepted")
  void noSingleChangedCharacterIsAccepted() {
    String text = token.text();
    for (int i = 0; i < text.length(); i++) {
      for (char c : "aB3-_.~".toCharArray()) {
        if (text.charAt(i) != c) {
          String changed = text.substring(0, i) + c + text.substring(i + 1);
          assertThat(verdict(changed, VIDEO, GENERATION, NOW)).isNotEqualTo(Verdict.ACCEPTED);
        }
      }
    }
  }

  @Test
  @DisplayName("EDG-6: another edge's key signs nothing here")
  void anotherEdgesKeySignsNothingHere() {
    EdgeToken foreign =
        EdgeToken.sign(
            MASTER.edgeKey("other-1"), "main-1", NOW.plusSeconds(60), SESSION, VIDEO, GENERATION);

    assertThat(verdict(foreign.text(), VIDEO, GENERATION, NOW)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void theNativeMacIsCheckedUnderItsOwnKey() {
    Secret nativeKey = MASTER.nativeKey("main-1");
    EdgeToken both = token.withNativeMac(nativeKey, VIDEO, GENERATION);
    EdgeToken read = EdgeToken.parse(both.text()).orElseThrow();

    assertThat(read.nativeMacHolds(nativeKey, VIDEO, GENERATION)).isTrue();
    assertThat(read.nativeMacHolds(KEY, VIDEO, GENERATION)).isFalse();
    assertThat(token.nativeMacHolds(nativeKey, VIDEO, GENERATION)).isFalse();
  }

  private static Verdict verdict(
      String token, VideoId video, GenerationId generation, Instant now) {
    String path = "/t/" + token + "/" + video + "/" + generation + "/v720/index-1.m3u8";
    return MediaPath.parse(path)
        .map(
            media ->
                new EdgeTokenVerifier(
                        MacKeys.of(Map.of("main-1", KEY)), Clock.fixed(now, ZoneOffset.UTC))
                    .verify(media)
                    .verdict())
        .orElse(Verdict.INVALID);
  }
}
