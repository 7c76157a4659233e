package dev.reelkey.keyserver.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.bouncycastle.EllipticCurves;
import dev.reelkey.keyserver.testing.MovableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tokens that somebody has changed, in every way we could think of and twenty thousand more. */
class MutatedTokensTest {
  private static final int MUTATIONS = System.getProperty("long") == null ? 20_000 : 1_000_000;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. !\n%\u00e9";

  private final RandomIds ids = new RandomIds(new SecureRandom());
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SigningKey key = SigningKey.generate("play-1");
  private final PlaybackTokens tokens =
      new PlaybackTokens(
          id -> id.equals("play-1") ? Optional.of(key.publicKey()) : Optional.empty(),
          "https://play.example",
          EllipticCurves.provider(),
          clock);
  private final ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));
  private final SessionId session = ids.session(viewer);
  private final MediaPath path =
      MediaPath.parse("/t/x/" + ids.video() + "/" + ids.generation() + "/v360/keys/" + ids.key())
          .orElseThrow();
  private final EdgeToken edge =
      EdgeToken.sign(
          Secret.random(new SecureRandom(), 32),
          "main-1",
          clock.instant().plusSeconds(3600),
          session,
          path.video(),
          path.generation());

  @Test
  @DisplayName("TOK-1 no changed token is accepted, and each refusal is one of the list")
  void changedTokensAreRefused() {
    Random random = new Random(20260101);
    List<String> good = List.of(token(), token(), token());
    for (String each : good) {
      assertThat(check(each)).isEmpty();
    }
    Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
    for (int n = 0; n < MUTATIONS; n++) {
      String changed = mutate(good, random);
      if (good.contains(changed)) {
        continue;
      }
      Optional<Refusal> refusal = check(changed);
      assertThat(refusal).as("accepted: %s", changed).isPresent();
      refusals.merge(refusal.get(), 1, Integer::sum);
    }
    assertThat(refusals.keySet())
        .isSubsetOf(
            EnumSet.of(
                Refusal.TOKEN_MALFORMED,
                Refusal.TOKEN_INVALID,
                Refusal.TOKEN_EXPIRED,
                Refusal.TOKEN_MISMATCH));
    assertThat(refusals.get(Refusal.TOKEN_INVALID)).isGreaterThan(100);
  }

  @Test
  @DisplayName("TOK-1 headers that smuggle another algorithm, key or place are refused")
  void smuggledHeadersAreRefused() {
    String[] parts = token().split("\\.");
    for (String header :
        List.of(
            "{\"alg\":\"none\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\"}",
            "{\"alg\":\"nOnE\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\"}",
            "{\"alg\":\"HS256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\"}",
            "{\"alg\":[\"ES256\"],\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\"}",
            "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\"}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\",\"jku\":\"https://e\"}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\",\"jwk\":{}}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\",\"crit\":[\"x\"]}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"play-1\",\"b64\":false}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"../play-1\"}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"' or 1=1\"}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\",\"kid\":\"" + "x".repeat(9000) + "\"}",
            "{\"alg\":\"ES256\",\"typ\":\"reelkey-play+jwt\"}",
            "{\"alg\":\"ES256\",\"kid\":\"play-1\"}",
            "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"play-1\"}")) {
      String changed = base64(header) + "." + parts[1] + "." + parts[2];
      assertThat(check(changed).orElseThrow())
          .as(header)
          .isIn(Refusal.TOKEN_MALFORMED, Refusal.TOKEN_INVALID);
    }
  }

  @Test
  @DisplayName("TOK-2 large and deep tokens are refused before they cost anything")
  void largeAndDeepTokensAreRefusedCheaply() {
    String[] parts = token().split("\\.");
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    List<String> shapes =
        List.of(
            "x".repeat(5_000_000),
            parts[0] + "." + base64(deep) + "." + parts[2],
            parts[0] + "." + base64("[".repeat(1400) + "]".repeat(1400)) + "." + parts[2],
            ".".repeat(4000),
            parts[0] + "." + base64("{\"exp\":1e400,\"iat\":1,\"aud\":\"x\"}") + "." + parts[2]);
    long begin = System.nanoTime();
    for (int n = 0; n < 10_000; n++) {
      assertThat(check(shapes.get(n % shapes.size()))).hasValue(Refusal.TOKEN_MALFORMED);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
  }

  private Optional<Refusal> check(String token) {
    Step<PlaybackClaims> step = tokens.check(token, path, edge);
    return step instanceof Step.Stopped<PlaybackClaims> stopped
        ? Optional.of(stopped.why())
        : Optional.empty();
  }

  private String mutate(List<String> good, Random random) {
    String token = good.get(random.nextInt(good.size()));
    int at = random.nextInt(token.length());
    return switch (random.nextInt(7)) {
      case 0 -> token.substring(0, at);
      case 1 -> token.substring(0, at) + token.substring(at + 1);
      case 2 -> token.substring(0, at) + any(random) + token.substring(at);
      case 3 -> flipped(token, at, random);
      case 4 -> spliced(token, good.get(random.nextInt(good.size())), random);
      case 5 -> claimChanged(token, random);
      default -> token.substring(0, at) + any(random) + token.substring(at + 1);
    };
  }

  private static char any(Random random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }

  private static String flipped(String token, int at, Random random) {
    char[] chars = token.toCharArray();
    chars[at] ^= (char) (1 << random.nextInt(7));
    return new String(chars);
  }

  /** Header, payload and signature of two tokens. */
  private static String spliced(String one, String other, Random random) {
    String[] a = one.split("\\.");
    String[] b = other.split("\\.");
    int part = random.nextInt(3);
    a[part] = b[part];
    return String.join(".", a);
  }

  /** One byte of the decoded payload, encoded anew: passes the gate and breaks the signature. */
  private static String claimChanged(String token, Random random) {
    String[] parts = token.split("\\.");
    byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
    int at = random.nextInt(claims.length);
    claims[at] = (byte) "abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32));
    parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims);
    return String.join(".", parts);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String token() {
    return new PlaybackClaims(
            "https://play.example",
            viewer,
            session,
            path.video(),
            path.generation(),
            Tier.BEARER,
            null,
            null,
            clock.instant(),
            clock.instant().plusSeconds(300),
            ids.text(16))
        .sign(key);
  }
}
