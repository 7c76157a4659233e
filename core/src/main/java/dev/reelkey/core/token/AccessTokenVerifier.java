package dev.reelkey.core.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks access tokens against the configured issuers; with none configured, refuses all. */
public final class AccessTokenVerifier {
  private static final Duration MAX_LIFE = Duration.ofHours(24);
  private static final int MAX_SUBJECT = 256;

  private record Known(AccessIssuer issuer, JwtSignature signature) {}

  private final Map<String, Known> issuers = new HashMap<>();
  private final Clock clock;

  public AccessTokenVerifier(List<AccessIssuer> issuers, Clock clock) {
    for (AccessIssuer issuer : issuers) {
      JwtSignature signature = new JwtSignature(issuer.keys(), issuer.algorithms(), null);
      this.issuers.put(issuer.issuer(), new Known(issuer, signature));
    }
    this.clock = clock;
  }

  public Verified<AccessToken> verify(String token) {
    Optional<SignedJwt> parsed = SignedJwt.parse(token);
    if (parsed.isEmpty()) {
      return new Verified.Refused<>(TokenRefusal.MALFORMED);
    }
    SignedJwt jwt = parsed.get();
    Known known = issuers.get(jwt.claim("iss").orElse(""));
    if (known == null || !fits(jwt, known.issuer())) {
      return new Verified.Refused<>(TokenRefusal.INVALID);
    }
    if (!jwt.isCurrent(clock.instant())) {
      return new Verified.Refused<>(TokenRefusal.EXPIRED);
    }
    try {
      return known.signature().holds(jwt)
          ? new Verified.Accepted<>(read(jwt, known.issuer()))
          : new Verified.Refused<>(TokenRefusal.INVALID);
    } catch (PublicKeys.KeysUnavailableException e) {
      return new Verified.Refused<>(TokenRefusal.VERIFIER_UNAVAILABLE);
    }
  }

  private static boolean fits(SignedJwt jwt, AccessIssuer issuer) {
    String subject = jwt.claim("sub").orElse("");
    return jwt.type().equals(issuer.type())
        && jwt.claim("aud").orElse("").equals(issuer.audience())
        && !subject.isEmpty()
        && subject.length() <= MAX_SUBJECT
        && jwt.livesAtMost(MAX_LIFE);
  }

  private static AccessToken read(SignedJwt jwt, AccessIssuer issuer) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    JsonNode claim = jwt.node(issuer.scopeClaim());
    if (claim.isTextual()) {
      for (String each : claim.textValue().split(" ", -1)) {
        Scope.find(each).ifPresent(scopes::add);
      }
    } else if (claim.isArray()) {
      claim.forEach(each -> Scope.find(each.asText()).ifPresent(scopes::add));
    }
    return new AccessToken(jwt.claim("sub").orElseThrow(), scopes, jwt.expiresAt());
  }
}
