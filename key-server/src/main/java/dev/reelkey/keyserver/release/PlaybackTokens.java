package dev.reelkey.keyserver.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.JwtSignature;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.SignedJwt;
import dev.reelkey.core.token.Skew;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Checks playback tokens: the gate, the cheap claims, and the signature once per token. */
final class PlaybackTokens {
  private static final int CACHED = 100_000;

  private final JwtSignature signature;
  private final String issuer;
  private final Clock clock;

  /** Digests of the exact bytes whose signature held, with the end of the token. */
  private final Cache<String, Instant> verified;

  PlaybackTokens(PublicKeys keys, String issuer, Provider ellipticCurves, Clock clock) {
    this.signature = new JwtSignature(keys, Set.of("ES256"), ellipticCurves);
    this.issuer = issuer;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfter(
                Expiry.<String, Instant>creating(
                    (digest, end) -> Duration.between(clock.instant(), end.plus(Skew.ALLOWED))))
            .build();
  }

  Step<PlaybackClaims> check(String token, MediaPath path, EdgeToken edge) {
    Optional<SignedJwt> gated = SignedJwt.parse(token);
    if (gated.isEmpty()) {
      return new Step.Stopped<>(Refusal.TOKEN_MALFORMED);
    }
    SignedJwt jwt = gated.get();
    Optional<PlaybackClaims> read = PlaybackClaims.read(jwt);
    if (read.isEmpty() || !read.get().issuer().equals(issuer)) {
      return new Step.Stopped<>(Refusal.TOKEN_INVALID);
    }
    PlaybackClaims claims = read.get();
    if (!jwt.isCurrent(clock.instant())) {
      return new Step.Stopped<>(Refusal.TOKEN_EXPIRED);
    }
    if (!claims.video().equals(path.video())
        || !claims.generation().equals(path.generation())
        || !claims.session().equals(edge.session())) {
      return new Step.Stopped<>(Refusal.TOKEN_MISMATCH);
    }
    return signed(jwt)
        .<Step<PlaybackClaims>>map(Step.Stopped::new)
        .orElseGet(() -> new Step.Passed<>(claims));
  }

  /** Empty where the signature holds. */
  private Optional<Refusal> signed(SignedJwt jwt) {
    String digest = digest(jwt.text());
    if (verified.getIfPresent(digest) != null) {
      return Optional.empty();
    }
    try {
      if (!signature.holds(jwt)) {
        return Optional.of(Refusal.TOKEN_INVALID);
      }
    } catch (PublicKeys.KeysUnavailableException e) {
      return Optional.of(Refusal.VERIFIER_UNAVAILABLE);
    }
    verified.put(digest, jwt.expiresAt());
    return Optional.empty();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
