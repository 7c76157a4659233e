package dev.reelkey.playback.session;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.token.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's leave to play one presentation of one video, as it was given at the opening.
 *
 * @param presentation number of the presentation that the session sees until its end
 * @param expires its end, whole seconds
 * @param proofKey RFC 7638 thumbprint of the player's DPoP key; set iff the tier is dpop
 * @param maxHeight the tallest rendition it may see, pixels of the shorter side; null for all
 * @param maxStreams how many sessions of this viewer may fetch keys at one time
 * @param owner of the video
 * @param opener whose access token opened it
 */
public record Session(
    SessionId id,
    ViewerPseudonym viewer,
    VideoId video,
    GenerationId generation,
    int presentation,
    Tier tier,
    Instant created,
    Instant expires,
    @Nullable String proofKey,
    @Nullable Integer maxHeight,
    int maxStreams,
    SubjectHash owner,
    SubjectHash opener) {
  public Session {
    if ((tier == Tier.DPOP) != (proofKey != null)) {
      throw new IllegalArgumentException("a proof key belongs to the dpop tier and to no other");
    }
  }

  /** Empty text where the session has no proof key, as tokens and Redis write it. */
  public String proofKeyText() {
    return proofKey == null ? "" : proofKey;
  }

  /** Whether this rendition is within what the session may see. */
  public boolean allowsHeight(int width, int height) {
    return maxHeight == null || Math.min(width, height) <= maxHeight;
  }
}
