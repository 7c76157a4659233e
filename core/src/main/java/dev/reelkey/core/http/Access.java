package dev.reelkey.core.http;

import dev.reelkey.core.token.Scope;
import java.util.Set;

/**
 * Who may call a route. Every route names one; there is no default.
 *
 * @param scopes an access token must carry one of these; empty where the route itself decides
 * @param reason why a route without a scope is open, for the reader of the table
 */
public record Access(Set<Scope> scopes, String reason) {
  public Access {
    scopes = Set.copyOf(scopes);
  }

  public static Access scope(Scope scope) {
    return new Access(Set.of(scope), "access token with scope " + scope);
  }

  /** One of the two suffices; the handler finds out what the caller may do with it. */
  public static Access either(Scope one, Scope other) {
    return new Access(Set.of(one, other), "access token with scope " + one + " or " + other);
  }

  /** The route checks a credential of its own (a signed path, a refresh token, a one-time code). */
  public static Access checkedByHandler(String how) {
    return new Access(Set.of(), how);
  }

  /** Anybody; {@code why} says what makes that right. */
  public static Access anybody(String why) {
    return new Access(Set.of(), why);
  }
}
