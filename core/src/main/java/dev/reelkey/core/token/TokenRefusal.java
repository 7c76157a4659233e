package dev.reelkey.core.token;

/** Why a token is refused. */
public enum TokenRefusal {
  MISSING,
  MALFORMED,
  EXPIRED,
  INVALID,
  VERIFIER_UNAVAILABLE
}
