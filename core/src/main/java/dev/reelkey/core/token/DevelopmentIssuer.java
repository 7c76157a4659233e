package dev.reelkey.core.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Issues access tokens for one machine; only the standalone process on loopback has one. */
public final class DevelopmentIssuer {
  private static final String ISSUER = "urn:reelkey:development";
  private static final String AUDIENCE = "reelkey";
  private static final String TYPE = "at+jwt";

  private final SigningKey key;
  private final Clock clock;

  public DevelopmentIssuer(SigningKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** How the services know these tokens. */
  public AccessIssuer asIssuer() {
    PublicKeys keys =
        keyId -> keyId.equals(key.keyId()) ? Optional.of(key.publicKey()) : Optional.empty();
    return new AccessIssuer(ISSUER, AUDIENCE, TYPE, Set.of("ES256"), "scope", keys);
  }

  /**
   * A fresh token.
   *
   * @param life at most 24 hours
   */
  public String issue(String subject, Set<Scope> scopes, Duration life) {
    Instant now = clock.instant();
    return new JwtSigner(key, TYPE)
        .sign(
            Map.of(
                "iss",
                ISSUER,
                "aud",
                AUDIENCE,
                "sub",
                subject,
                "scope",
                scopes.stream().map(Scope::toString).sorted().collect(Collectors.joining(" ")),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plus(life).getEpochSecond()));
  }
}
