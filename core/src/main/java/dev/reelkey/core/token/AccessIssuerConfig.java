package dev.reelkey.core.token;

import dev.reelkey.core.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's identity provider, as the environment names it. Without {@code ACCESS_ISSUER}
 * there is none, and every access token is refused.
 *
 * @param issuer {@code ACCESS_ISSUER}, the exact {@code iss}
 * @param audience {@code ACCESS_AUDIENCE}, by default {@code reelkey}
 * @param type {@code ACCESS_TYPE}, the header {@code typ}, by default {@code at+jwt} (RFC 9068)
 * @param algorithms {@code ACCESS_ALGORITHMS}, comma-separated, by default {@code ES256,RS256}
 * @param scopeClaim {@code ACCESS_SCOPE_CLAIM}, by default {@code scope}
 * @param jwks {@code ACCESS_JWKS_URL}, https unless on loopback
 */
public record AccessIssuerConfig(
    String issuer,
    String audience,
    String type,
    Set<String> algorithms,
    String scopeClaim,
    URI jwks) {
  private static final String PREFIX = "ACCESS_";
  private static final URI UNSET = URI.create("https://unset.invalid");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public AccessIssuerConfig {
    algorithms = Set.copyOf(algorithms);
  }

  /** Empty where no issuer is named. */
  public static Optional<AccessIssuerConfig> read(Settings settings) {
    Optional<String> issuer = settings.find(PREFIX + "ISSUER");
    AccessIssuerConfig config =
        new AccessIssuerConfig(
            issuer.orElse(""),
            settings.text(PREFIX + "AUDIENCE", "reelkey"),
            settings.text(PREFIX + "TYPE", "at+jwt"),
            Set.copyOf(List.of(settings.text(PREFIX + "ALGORITHMS", "ES256,RS256").split(",", -1))),
            settings.text(PREFIX + "SCOPE_CLAIM", "scope"),
            settings.uri(PREFIX + "JWKS_URL", UNSET));
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    if (!isSafe(config.jwks())) {
      settings.fault(PREFIX + "JWKS_URL", "must be an https address of the issuer's keys");
    }
    return Optional.of(config);
  }

  public AccessIssuer open() {
    return new AccessIssuer(
        issuer, audience, type, algorithms, scopeClaim, new RemotePublicKeys(jwks).prefetched());
  }

  private static boolean isSafe(URI jwks) {
    return !jwks.equals(UNSET)
        && ("https".equals(jwks.getScheme()) || LOOPBACK.contains(jwks.getHost()));
  }
}
