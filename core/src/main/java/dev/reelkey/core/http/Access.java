package dev.reelkey.core.http;

import dev.reelkey.core.token.Scope;
import java.util.Optional;

/**
 * Who may call a route. Every route names one; there is no default.
 *
 * @param scope the scope an access token must carry; empty where the route itself decides
 * @param reason why a route without a scope is open, for the reader of the table
 */
public record Access(Optional<Scope> scope, String reason) {
  public static Access scope(Scope scope) {
    return new Access(Optional.of(scope), "access token with scope " + scope);
  }

  /** The route checks a credential of its own (a signed path, a refresh token, a one-time code). */
  public static Access checkedByHandler(String how) {
    return new Access(Optional.empty(), how);
  }

  /** Anybody; {@code why} says what makes that right. */
  public static Access anybody(String why) {
    return new Access(Optional.empty(), why);
  }
}
