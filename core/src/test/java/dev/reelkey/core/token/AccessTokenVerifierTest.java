package dev.reelkey.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final DevelopmentIssuer issuer =
      new DevelopmentIssuer(SigningKey.generate("dev-1"), clock);
  private final AccessTokenVerifier verifier =
      new AccessTokenVerifier(List.of(issuer.asIssuer()), clock);
  private final String good = issuer.issue("alice", Set.of(Scope.VIDEOS_READ), Duration.ofHours(1));

  @Test
  void aGoodTokenNamesItsSubjectAndScopes() {
    Verified<AccessToken> answer = verifier.verify(good);

    assertThat(answer)
        .isEqualTo(
            new Verified.Accepted<>(
                new AccessToken("alice", Set.of(Scope.VIDEOS_READ), NOW.plusSeconds(3600))));
  }

  @Test
  void withNoIssuerEveryTokenIsRefused() {
    assertThat(new AccessTokenVerifier(List.of(), clock).verify(good))
        .isEqualTo(new Verified.Refused<AccessToken>(TokenRefusal.INVALID));
  }

  @Test
  void aLifeOfMoreThanADayIsRefused() {
    String long_ = issuer.issue("alice", Set.of(), Duration.ofHours(25));

    assertThat(verifier.verify(long_)).isInstanceOf(Verified.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 29})
  @DisplayName("TOK-8: a token is taken for 30 s after its expiry")
  void aTokenIsTakenWithinTheSkew(int secondsAfter) {
    assertThat(at(NOW.plusSeconds(3600 + secondsAfter)).verify(good))
        .isInstanceOf(Verified.Accepted.class);
  }

  @Test
  @DisplayName("TOK-8: a token is refused after the skew, and before its issue less the skew")
  void aTokenIsRefusedOutsideTheSkew() {
    assertThat(at(NOW.plusSeconds(3630)).verify(good))
        .isEqualTo(new Verified.Refused<AccessToken>(TokenRefusal.EXPIRED));
    assertThat(at(NOW.minusSeconds(31)).verify(good))
        .isEqualTo(new Verified.Refused<AccessToken>(TokenRefusal.EXPIRED));
  }

  @Test
  @DisplayName("TOK-1: 20 000 mutated tokens, none accepted unless byte-equal")
  void mutatedTokensAreRefused() {
    Random random = new Random(20_261_122);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String mutated = mutate(good, random);
      if (!mutated.equals(good) && verifier.verify(mutated) instanceof Verified.Accepted) {
        accepted.add(mutated);
      }
    }
    assertThat(accepted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}",
        "{\"alg\":\"nOnE\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}",
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"dev-1\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"../dev-1\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\",\"jku\":\"http://x\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"ES256\",\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}",
        "{\"alg\":[\"ES256\"],\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}"
      })
  @DisplayName("TOK-1: a header of any other shape is refused")
  void aHeaderOfAnyOtherShapeIsRefused(String header) {
    String[] parts = good.split("\\.");
    String forged = base64(header) + "." + parts[1] + "." + parts[2];

    assertThat(verifier.verify(forged)).isInstanceOf(Verified.Refused.class);
    assertThat(verifier.verify(base64(header) + "." + parts[1] + "."))
        .isInstanceOf(Verified.Refused.class);
  }

  @Test
  @DisplayName("TOK-2: what is larger than 4 KiB is refused before it is decoded")
  void whatIsTooLargeIsRefusedUnread() {
    assertThat(SignedJwt.parse("a".repeat(5_000_000))).isEmpty();
    assertThat(SignedJwt.parse(base64("[".repeat(1000)) + "." + base64("[".repeat(1500)) + ".AA"))
        .isEmpty();
  }

  private static String mutate(String token, Random random) {
    int at = random.nextInt(token.length());
    String insert = List.of("", " ", "=", "!", "\n", "A", ".").get(random.nextInt(7));
    char other = (char) (33 + random.nextInt(90));
    return switch (random.nextInt(4)) {
      case 0 -> token.substring(0, at) + other + token.substring(at + 1);
      case 1 -> token.substring(0, at) + insert + token.substring(at);
      case 2 -> token.substring(0, at);
      default ->
          token.substring(0, at)
              + token.substring(Math.min(token.length(), at + 1 + random.nextInt(8)));
    };
  }

  private AccessTokenVerifier at(Instant time) {
    return new AccessTokenVerifier(List.of(issuer.asIssuer()), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
