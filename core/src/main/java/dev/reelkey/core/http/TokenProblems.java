package dev.reelkey.core.http;

import dev.reelkey.core.token.TokenRefusal;

/** The one mapping from a refused token to its problem. */
public final class TokenProblems {
  private TokenProblems() {}

  public static Problem of(TokenRefusal why) {
    return switch (why) {
      case MISSING ->
          new Problem(401, "token_missing", "Send a token in the Authorization header.");
      case MALFORMED -> new Problem(401, "token_malformed", "The token is not one of ours.");
      case EXPIRED -> new Problem(401, "token_expired", "The token has expired; get a new one.");
      case INVALID -> new Problem(401, "token_invalid", "The token is not valid here.");
      case VERIFIER_UNAVAILABLE ->
          Problem.unavailable(
              "verifier_unavailable", "Tokens cannot be checked right now; try again shortly.");
    };
  }
}
