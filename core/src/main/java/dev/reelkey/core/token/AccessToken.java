package dev.reelkey.core.token;

import java.time.Instant;
import java.util.Set;

/**
 * A verified access token of the operator's identity provider or of the development issuer.
 *
 * @param subject who calls; the owner of what the call creates
 */
public record AccessToken(String subject, Set<Scope> scopes, Instant expiresAt) {
  public AccessToken {
    scopes = Set.copyOf(scopes);
  }
}
