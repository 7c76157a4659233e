package dev.reelkey.playback.session;

import dev.reelkey.core.http.Problem;

/** The one mapping from a session that is over to its problem; codes as the key-server's. */
public final class SessionProblems {
  private SessionProblems() {}

  public static Problem of(SessionRefusal why) {
    return switch (why) {
      case UNKNOWN ->
          new Problem(403, "session_unknown", "There is no such session; open a new one.");
      case REVOKED -> new Problem(403, "session_revoked", "This session has been ended.");
      case EXPIRED -> new Problem(403, "session_expired", "This session is over; open a new one.");
      case GENERATION_GONE ->
          new Problem(410, "generation_gone", "This version of the video is gone; open it anew.");
    };
  }
}
