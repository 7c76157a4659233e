package dev.reelkey.core.session;

import java.util.Locale;

/** The fields of a session's Redis hash; all values are text. playback-api writes them. */
public enum SessionField {
  /** Viewer pseudonym. */
  VIEWER,
  VIDEO,
  GENERATION,
  /** Number of the presentation the session is pinned to. */
  PRESENTATION,
  /** bearer, dpop or native. */
  TIER,
  /** End of the session, epoch seconds. */
  EXPIRES,
  /** Epoch seconds. */
  CREATED,
  /** RFC 7638 thumbprint of the DPoP key; empty in other tiers. */
  PROOF_KEY,
  /** Client address of a native session, bound at the first manifest fetch; empty before. */
  ADDRESS,
  /** Tallest rendition allowed, pixels; empty for all. */
  MAX_HEIGHT,
  /** How many sessions of this viewer may fetch keys at one time. */
  MAX_STREAMS,
  /** 1 once the session is revoked. */
  REVOKED,
  /** Owner of the video: {@link SubjectHash}. */
  OWNER,
  /** Who opened the session: {@link SubjectHash}. */
  OPENER,
  /** Number of the current refresh token. */
  REFRESH,
  /** When that number was made, epoch milliseconds. */
  REFRESHED_AT,
  /** Which client that number was made for, hashed. */
  REFRESHED_BY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
