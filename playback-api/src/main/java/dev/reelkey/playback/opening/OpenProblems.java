package dev.reelkey.playback.opening;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.session.SessionKeys;

/** The one mapping from a session that is not opened to its problem. */
final class OpenProblems {
  private OpenProblems() {}

  static Problem of(OpenRefusal why) {
    return switch (why) {
      case VIDEO_UNKNOWN -> Problem.notFound();
      case VIDEO_NOT_READY ->
          new Problem(409, "video_not_ready", "This video is not ready to be watched yet.");
      case VIDEO_FAILED ->
          new Problem(
              409, "video_failed", "This video could not be prepared; there is no picture.");
      case VIEWER_MALFORMED ->
          Problem.badRequest("viewer_malformed", "A viewer has 1 to 256 printable characters.");
      case VIEWER_NOT_YOU ->
          new Problem(403, "viewer_not_you", "Only the owner opens sessions for somebody else.");
      case TIER_UNKNOWN -> Problem.badRequest("tier_unknown", "A tier is bearer, dpop or native.");
      case TIER_TOO_LOW ->
          new Problem(403, "tier_too_low", "This server asks for a stronger tier.");
      case PROOF_KEY_MALFORMED ->
          Problem.badRequest(
              "proof_key_malformed", "The dpop tier, and no other, needs an RFC 7638 thumbprint.");
      case TOO_MANY_STREAMS ->
          new Problem(403, "too_many_streams", "This viewer is watching on too many screens.")
              .retryAfter(SessionKeys.STREAM_LAPSE);
      case TOO_MANY_SESSIONS ->
          new Problem(429, "too_many_sessions", "This viewer has opened too many sessions.")
              .retryAfter(SessionKeys.STREAM_LAPSE);
      case IDEMPOTENCY_KEY_MALFORMED ->
          Problem.badRequest(
              "idempotency_key_malformed", "An Idempotency-Key has 1 to 255 visible characters.");
      case IDEMPOTENCY_KEY_REUSED ->
          new Problem(
              422, "idempotency_key_reused", "This Idempotency-Key belongs to another request.");
      case SESSION_OVER ->
          new Problem(
              409, "session_over", "The session of this Idempotency-Key is over; use a new key.");
    };
  }
}
