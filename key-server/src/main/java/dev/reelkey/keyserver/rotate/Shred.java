package dev.reelkey.keyserver.rotate;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import java.util.List;

/**
 * Destroys the keys of a video. A copy of the bucket still opens them while the KEK versions that
 * wrapped them live; only the final shred destroys those too.
 */
public final class Shred {
  private final SealedRevisions revisions;
  private final Keyrings keyrings;
  private final KeyringCache cache;
  private final Rewrap rewrap;
  private final Kek kek;

  public Shred(
      SealedRevisions revisions, Keyrings keyrings, KeyringCache cache, Rewrap rewrap, Kek kek) {
    this.revisions = revisions;
    this.keyrings = keyrings;
    this.cache = cache;
    this.rewrap = rewrap;
    this.kek = kek;
  }

  /** Tombstones, then deletes; other key-servers see it within two seconds. */
  public List<RingName> shred(VideoId video) {
    List<RingName> shredded = keyrings.shred(video);
    cache.evict(video);
    return shredded;
  }

  /**
   * Makes the shreds so far final: a new KEK version, every living ring under it, all older
   * versions destroyed.
   *
   * @return the versions that are destroyed now
   * @throws RingsLeftException if a living ring is still under an older version
   */
  public List<Integer> destroyOldKeks() {
    int active = kek.rotate();
    // A ring that is being made under the version before would be missing from the list.
    revisions.awaitAppends();
    rewrap.run((done, total, ring, outcome) -> {});
    if (rewrap.anyBelow(active)) {
      throw new RingsLeftException();
    }
    List<Integer> destroyed = kek.versions().stream().filter(v -> v < active).toList();
    kek.destroyBelow(active);
    return destroyed;
  }

  /** A ring could not be wrapped anew, so nothing was destroyed: that ring would be lost. */
  public static final class RingsLeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RingsLeftException() {
      super("a keyring is still wrapped by an older version");
    }
  }
}
