package dev.reelkey.keyserver.release;

import java.util.Locale;

/** Why a key is not released; each is one stable code of the problem document. */
public enum Refusal {
  METHOD_NOT_ALLOWED(405, "Keys are asked for with GET."),
  PATH_MALFORMED(400, "This is not the path of a key."),
  PATH_TOKEN_INVALID(403, "The token in the path is not valid for this video."),
  PATH_TOKEN_EXPIRED(403, "The session's path has expired; open a new session."),
  TOKEN_MISSING(401, "Send the playback token in the Authorization header."),
  TOKEN_MALFORMED(401, "The token is not one of ours."),
  TOKEN_EXPIRED(401, "The playback token has expired; refresh the session."),
  TOKEN_MISMATCH(403, "The playback token belongs to another session or video."),
  TOKEN_INVALID(401, "The playback token is not valid here."),
  VERIFIER_UNAVAILABLE(503, "Tokens cannot be checked right now; try again shortly."),
  SCHEME_MISMATCH(401, "The session asks for another authorization scheme."),
  PROOF_INVALID(401, "The DPoP proof does not fit this request."),
  USE_DPOP_NONCE(401, "Make the DPoP proof anew with the nonce of this answer."),
  GENERATION_GONE(410, "The keys of this version of the video are gone."),
  KEY_NOT_FOUND(404, "This rendition has no such key."),
  RENDITION_NOT_ALLOWED(403, "The session may not play this quality."),
  KEYRING_UNAVAILABLE(503, "The keys cannot be read right now; try again shortly."),
  SESSION_UNKNOWN(403, "The session is not known; open a new one."),
  SESSION_REVOKED(403, "The session has been ended."),
  SESSION_EXPIRED(403, "The session is over; open a new one."),
  ADDRESS_CHANGED(403, "The session belongs to another network address."),
  TOO_MANY_STREAMS(403, "This viewer is already playing on as many screens as allowed."),
  PROOF_REPLAYED(401, "The DPoP proof was used before; make one for each request."),
  PACE_EXCEEDED(503, "Keys are asked for faster than the video plays; wait a moment."),
  SESSIONS_UNAVAILABLE(503, "The session store does not answer; try again shortly."),
  AUDIT_UNAVAILABLE(503, "The request cannot be recorded right now; try again shortly.");

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The code, for example {@code pace_exceeded}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
