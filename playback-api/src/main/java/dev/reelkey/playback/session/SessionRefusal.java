package dev.reelkey.playback.session;

/** Why a session may not go on; the key-server uses the same words. */
public enum SessionRefusal {
  UNKNOWN,
  REVOKED,
  EXPIRED,
  /** The video is deleted, or this generation of it is retired. */
  GENERATION_GONE
}
