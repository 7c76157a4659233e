package dev.reelkey.playback.opening;

/** Why a session is not opened. */
public enum OpenRefusal {
  /** No such video, or none for this caller. */
  VIDEO_UNKNOWN,
  VIDEO_NOT_READY,
  VIDEO_FAILED,
  VIEWER_MALFORMED,
  /** Only the owner may vouch for somebody else. */
  VIEWER_NOT_YOU,
  TIER_UNKNOWN,
  TIER_TOO_LOW,
  PROOF_KEY_MALFORMED,
  TOO_MANY_STREAMS,
  TOO_MANY_SESSIONS,
  IDEMPOTENCY_KEY_MALFORMED,
  /** The Idempotency-Key belongs to another request. */
  IDEMPOTENCY_KEY_REUSED,
  /** The session that the Idempotency-Key opened is over. */
  SESSION_OVER
}
