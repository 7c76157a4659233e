package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedPeriod;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedRendition;
import dev.reelkey.core.secret.ContentKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes, finds, seals and shreds keyrings. */
public final class Keyrings {
  private final SealedRevisions revisions;
  private final RandomIds ids;
  private final SecureRandom random;
  private final Clock clock;

  public Keyrings(SealedRevisions revisions, RandomIds ids, SecureRandom random, Clock clock) {
    this.clock = clock;
    this.revisions = revisions;
    this.ids = ids;
    this.random = random;
  }

  /** Makes the keys of a generation once; the same plan again changes nothing. */
  public PlanResult plan(VideoId video, GenerationId generation, KeyPlanRequest plan) {
    if (isShredded(video)) {
      return PlanResult.GONE;
    }
    RingName ring = RingName.of(video, generation);
    String digest = plan.digest();
    Optional<StoredRing> stored = revisions.latest(ring);
    if (stored.isEmpty()) {
      Keyring fresh = Keyring.of(digest, clock.instant(), false, entries(plan));
      revisions.append(ring, 1, KeyringCodec.write(fresh));
      // Ours or that of whoever was faster: what lies there now decides.
      stored = revisions.latest(ring);
    }
    if (isShredded(video)) {
      // The shred began while we planned and may not have seen this ring.
      revisions.shred(ring);
      return PlanResult.GONE;
    }
    Optional<Keyring> now = stored.flatMap(Keyrings::opened);
    if (now.isEmpty()) {
      return PlanResult.GONE;
    }
    return now.get().planDigest().equals(digest) ? PlanResult.PLANNED : PlanResult.CONFLICT;
  }

  /** Empty where the generation has no keys or its keys are shredded. */
  public Optional<Keyring> find(VideoId video, GenerationId generation) {
    return revisions.latest(RingName.of(video, generation)).flatMap(Keyrings::opened);
  }

  /**
   * Ends the transcoder's access to the keys.
   *
   * @return false where there are none
   */
  public boolean seal(VideoId video, GenerationId generation) {
    RingName ring = RingName.of(video, generation);
    while (true) {
      Optional<StoredRing> stored = revisions.latest(ring);
      Optional<Keyring> now = stored.flatMap(Keyrings::opened);
      if (now.isEmpty() || now.get().sealed()) {
        return now.isPresent();
      }
      if (revisions.append(
          ring, stored.get().revision() + 1, KeyringCodec.write(now.get().asSealed()))) {
        return true;
      }
    }
  }

  /**
   * Shreds every key of the video. The source key's tombstone comes first: it refuses new plans.
   *
   * @return the rings that are tombstones now
   */
  public List<RingName> shred(VideoId video) {
    RingName source = RingName.sourceOf(video);
    revisions.shred(source);
    List<RingName> shredded = new ArrayList<>(List.of(source));
    for (RingName ring : revisions.ringsOf(video)) {
      if (!ring.isSource()) {
        revisions.shred(ring);
        shredded.add(ring);
      }
    }
    return shredded;
  }

  public boolean isShredded(VideoId video) {
    return revisions.state(RingName.sourceOf(video)).map(RingState::isShredded).orElse(false);
  }

  /** The keyring of a live revision; empty for a tombstone. */
  public static Optional<Keyring> opened(StoredRing stored) {
    return stored instanceof StoredRing.Live live
        ? Optional.of(KeyringCodec.read(live.content()))
        : Optional.empty();
  }

  private List<KeyringEntry> entries(KeyPlanRequest plan) {
    List<KeyringEntry> entries = new ArrayList<>();
    for (PlannedRendition rendition : plan.renditions()) {
      for (int period = 0; period < plan.periods().size(); period++) {
        entries.add(entry(rendition, period, plan.periods().get(period)));
      }
    }
    return entries;
  }

  private KeyringEntry entry(PlannedRendition rendition, int index, PlannedPeriod period) {
    Integer height = rendition.height();
    return new KeyringEntry(
        ids.key(),
        rendition.name(),
        height == null ? 0 : height,
        index,
        period.firstSegment(),
        period.seconds(),
        ContentKey.random(random));
  }
}
