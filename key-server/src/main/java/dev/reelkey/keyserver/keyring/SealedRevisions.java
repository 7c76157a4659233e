package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.Revisions;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import dev.reelkey.keyserver.kek.AssociatedData;
import dev.reelkey.keyserver.kek.Kek;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Numbered revisions, each one AES-256-GCM message under a 32-byte key of the ring that the KEK
 * wraps. The associated data name the place and the versions, so nothing can be swapped, edited or
 * moved. A re-wrap keeps the ring's key: the KEK touches 32 bytes.
 */
public final class SealedRevisions {
  private static final String LABEL = "reelkey/keyring/1";

  private final Bucket bucket;
  private final Revisions revisions;
  private final Kek kek;
  private final SecureRandom random;

  /** Held for reading from the choice of a KEK version until what it wraps is stored. */
  private final ReadWriteLock appends = new ReentrantReadWriteLock();

  public SealedRevisions(Bucket bucket, Kek kek, SecureRandom random) {
    this.bucket = bucket;
    this.revisions = new Revisions(bucket);
    this.kek = kek;
    this.random = random;
  }

  /** The highest revision, opened; empty where there never was such a ring. */
  public Optional<StoredRing> latest(RingName ring) {
    return revisions.latest(ring.prefix()).map(found -> open(ring, found));
  }

  /** The highest revision, not opened. */
  public Optional<RingState> state(RingName ring) {
    return revisions
        .latest(ring.prefix())
        .map(found -> new RingState(found.number(), Envelope.parse(found.content()).kekVersion()));
  }

  /** Whether that revision is there and the highest: two requests that read no content. */
  boolean isLatest(RingName ring, long revision) {
    return bucket.head(ObjectLayout.revision(ring.prefix(), revision)).isPresent()
        && bucket.head(ObjectLayout.revision(ring.prefix(), revision + 1)).isEmpty();
  }

  /**
   * Creates a revision under the active version and a new key of its own.
   *
   * @return false where somebody was faster: read anew
   */
  boolean append(RingName ring, long revision, Secret content) {
    return append(ring, revision, Secret.random(random, AesGcm.KEY_BYTES), content);
  }

  /**
   * Wraps the ring's key under the active version, in a further revision.
   *
   * @return false where it is under that version already, or shredded, or missing
   */
  public boolean rewrap(RingName ring) {
    while (true) {
      Optional<Revisions.Revision> found = revisions.latest(ring.prefix());
      if (found.isEmpty()) {
        return false;
      }
      Envelope envelope = Envelope.parse(found.get().content());
      if (envelope.isTombstone() || envelope.kekVersion() == kek.active()) {
        return false;
      }
      long revision = found.get().number();
      Secret key = unwrap(ring, revision, envelope);
      Secret content = openContent(ring, revision, envelope, key);
      if (append(ring, revision + 1, key, content)) {
        return true;
      }
    }
  }

  /**
   * Creates the tombstone, then deletes every other revision. Doing it twice changes nothing. A
   * damaged ring is shredded like any other: nothing of it is opened.
   */
  public void shred(RingName ring) {
    long tombstone = 0;
    while (tombstone == 0) {
      Optional<Revisions.Revision> now = revisions.latest(ring.prefix());
      if (now.isPresent() && Envelope.isTombstone(now.get().content())) {
        tombstone = now.get().number();
      } else {
        long next = now.map(Revisions.Revision::number).orElse(0L) + 1;
        tombstone = revisions.create(ring.prefix(), next, Envelope.TOMBSTONE.bytes()) ? next : 0;
      }
    }
    String kept = ObjectLayout.revision(ring.prefix(), tombstone);
    bucket.listAll(
        ring.prefix(),
        each -> {
          if (!each.name().equals(kept)) {
            bucket.delete(each.name());
          }
        });
  }

  /**
   * Returns once nothing is on its way from here to the store under a version that was active
   * before: what was to be wrapped by it can be listed now. Other key-servers look for themselves.
   */
  public void awaitAppends() {
    appends.writeLock().lock();
    appends.writeLock().unlock();
  }

  /** The rings of a video, its source key included. */
  public Set<RingName> ringsOf(VideoId video) {
    return rings(ObjectLayout.keyrings(video));
  }

  /** Every ring in the bucket, in the order of its name. */
  public List<RingName> all() {
    return List.copyOf(rings("keys/"));
  }

  private Set<RingName> rings(String prefix) {
    Set<RingName> found = new LinkedHashSet<>();
    bucket.listAll(prefix, each -> RingName.ofObject(each.name()).ifPresent(found::add));
    return found;
  }

  private boolean append(RingName ring, long revision, Secret key, Secret content) {
    Optional<Integer> version = create(ring, revision, key, content);
    if (version.isEmpty()) {
      return false;
    }
    // A shred may have deleted this number while we sealed: what we wrote must not outlive it.
    Optional<RingState> now = state(ring);
    if (now.isPresent() && now.get().isShredded()) {
      bucket.delete(ObjectLayout.revision(ring.prefix(), revision));
      return false;
    }
    // Another key-server that destroys old versions rotates first and lists then: either it has
    // listed what we wrote, or the rotation is seen here.
    return kek.active() == version.get() || append(ring, revision + 1, key, content);
  }

  /** The version it is wrapped under; empty where somebody was faster. */
  private Optional<Integer> create(RingName ring, long revision, Secret key, Secret content) {
    appends.readLock().lock();
    try {
      int version = kek.active();
      byte[] place = associatedData(ring, revision, version);
      Envelope envelope =
          Envelope.of(
              version,
              kek.wrap(version, key, place),
              AesGcm.seal(key, place, content.reveal(), random));
      return revisions.create(ring.prefix(), revision, envelope.bytes())
          ? Optional.of(version)
          : Optional.empty();
    } finally {
      appends.readLock().unlock();
    }
  }

  StoredRing open(RingName ring, Revisions.Revision found) {
    Envelope envelope = Envelope.parse(found.content());
    if (envelope.isTombstone()) {
      return new StoredRing.Shredded(found.number());
    }
    Secret key = unwrap(ring, found.number(), envelope);
    Secret content = openContent(ring, found.number(), envelope, key);
    return new StoredRing.Live(found.number(), envelope.kekVersion(), content);
  }

  private Secret unwrap(RingName ring, long revision, Envelope envelope) {
    byte[] place = associatedData(ring, revision, envelope.kekVersion());
    return kek.unwrap(envelope.kekVersion(), envelope.wrappedKey(), place);
  }

  private static Secret openContent(
      RingName ring, long revision, Envelope envelope, Secret ringKey) {
    byte[] place = associatedData(ring, revision, envelope.kekVersion());
    return Secret.copyOf(AesGcm.open(ringKey, place, envelope.sealedContent()));
  }

  private static byte[] associatedData(RingName ring, long revision, int kekVersion) {
    return AssociatedData.of(
        LABEL,
        ring.video().value(),
        ring.part(),
        Long.toString(revision),
        Integer.toString(kekVersion));
  }
}
