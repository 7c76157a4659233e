package dev.reelkey.core.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a playback token says. It lives five minutes and opens the keys of one generation to one
 * session.
 *
 * @param maxHeight the tallest rendition whose keys it opens, in pixels; null for all
 * @param proofKey the RFC 7638 thumbprint of the player's DPoP key ({@code cnf.jkt}); set iff the
 *     tier is dpop
 * @param id the token's identity ({@code jti})
 */
public record PlaybackClaims(
    String issuer,
    ViewerPseudonym viewer,
    SessionId session,
    VideoId video,
    GenerationId generation,
    Tier tier,
    @Nullable Integer maxHeight,
    @Nullable String proofKey,
    Instant issuedAt,
    Instant expiresAt,
    String id) {
  public static final String AUDIENCE = "reelkey-keys";
  public static final String TYPE = "reelkey-play+jwt";
  public static final Duration MAX_LIFE = Duration.ofMinutes(5);

  public PlaybackClaims {
    if ((tier == Tier.DPOP) != (proofKey != null)) {
      throw new IllegalArgumentException("a proof key belongs to the dpop tier and to no other");
    }
  }

  /** Writes the token. */
  public String sign(SigningKey key) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", AUDIENCE);
    claims.put("sub", viewer.value());
    claims.put("sid", session.value());
    claims.put("vid", video.value());
    claims.put("gen", generation.value());
    claims.put("tier", tier.toString());
    if (maxHeight != null) {
      claims.put("max_height", maxHeight);
    }
    if (proofKey != null) {
      claims.put("cnf", Map.of("jkt", proofKey));
    }
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("jti", id);
    return new JwtSigner(key, TYPE).sign(claims);
  }

  /** Reads the claims of a gated token; empty where it is no playback token. */
  public static Optional<PlaybackClaims> read(SignedJwt jwt) {
    if (!jwt.type().equals(TYPE)
        || !jwt.claim("aud").orElse("").equals(AUDIENCE)
        || !jwt.livesAtMost(MAX_LIFE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PlaybackClaims(
              jwt.claim("iss").orElseThrow(),
              new ViewerPseudonym(jwt.claim("sub").orElseThrow()),
              new SessionId(jwt.claim("sid").orElseThrow()),
              new VideoId(jwt.claim("vid").orElseThrow()),
              new GenerationId(jwt.claim("gen").orElseThrow()),
              jwt.claim("tier").flatMap(Tier::find).orElseThrow(),
              maxHeight(jwt.node("max_height")),
              jwt.node("cnf").path("jkt").textValue(),
              jwt.issuedAt(),
              jwt.expiresAt(),
              jwt.claim("jti").orElseThrow()));
    } catch (java.util.NoSuchElementException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** Absent means all renditions; whatever else is not a height must not mean that too. */
  private static @Nullable Integer maxHeight(JsonNode claim) {
    if (claim.isMissingNode()) {
      return null;
    }
    if (!claim.isInt() || claim.intValue() <= 0) {
      throw new IllegalArgumentException("max_height is a number of pixels");
    }
    return claim.intValue();
  }

  @Override
  public String toString() {
    return "PlaybackClaims(" + session + ", " + video + ", " + generation + ", " + tier + ")";
  }
}
