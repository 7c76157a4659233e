package dev.reelkey.core.http;

import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.TokenRefusal;
import dev.reelkey.core.token.Verified;
import io.undertow.server.HttpServerExchange;
import java.util.Collections;
import java.util.Set;

/** Verifies the access token of a route that asks for a scope. */
final class AccessCheck {
  private final AccessTokenVerifier verifier;

  AccessCheck(AccessTokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Attaches the caller, whose token must carry one of the scopes.
   *
   * @throws ProblemException 401, 403 or 503
   */
  void require(HttpServerExchange exchange, Set<Scope> scopes) {
    String token = Bearer.tokenOf(exchange).orElseThrow(() -> refused(TokenRefusal.MISSING));
    Verified<AccessToken> result = verifier.verify(token);
    if (result instanceof Verified.Refused<AccessToken> no) {
      throw refused(no.why());
    }
    AccessToken access = ((Verified.Accepted<AccessToken>) result).token();
    if (Collections.disjoint(access.scopes(), scopes)) {
      throw new ProblemException(
          new Problem(403, "scope_missing", "The access token does not carry the scope for this."));
    }
    Caller.attach(exchange, access);
  }

  private static ProblemException refused(TokenRefusal why) {
    return new ProblemException(TokenProblems.of(why));
  }
}
