package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import java.security.SecureRandom;
import java.util.Optional;

/** The 32-byte key under which a video's source is sealed; made on first demand. */
public final class SourceKeys {
  private static final int KEY_BYTES = 32;

  private final SealedRevisions revisions;
  private final SecureRandom random;

  public SourceKeys(SealedRevisions revisions, SecureRandom random) {
    this.revisions = revisions;
    this.random = random;
  }

  /** The video's key, the same every time; empty once it is shredded. */
  public Optional<Secret> obtain(VideoId video) {
    RingName ring = RingName.sourceOf(video);
    Optional<StoredRing> stored = revisions.latest(ring);
    if (stored.isEmpty()) {
      revisions.append(ring, 1, Secret.random(random, KEY_BYTES));
      stored = revisions.latest(ring);
    }
    return stored
        .filter(StoredRing.Live.class::isInstance)
        .map(found -> ((StoredRing.Live) found).content());
  }
}
