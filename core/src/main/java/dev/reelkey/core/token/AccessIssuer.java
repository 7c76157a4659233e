package dev.reelkey.core.token;

import java.util.Set;

/**
 * An identity provider whose access tokens are taken.
 *
 * @param issuer the exact {@code iss}
 * @param audience the exact {@code aud}
 * @param type the exact header {@code typ}, for example {@code at+jwt} (RFC 9068)
 * @param algorithms JWA names
 * @param scopeClaim the claim that lists the scopes: a string with blanks, or an array
 */
public record AccessIssuer(
    String issuer,
    String audience,
    String type,
    Set<String> algorithms,
    String scopeClaim,
    PublicKeys keys) {
  public AccessIssuer {
    algorithms = Set.copyOf(algorithms);
  }
}
