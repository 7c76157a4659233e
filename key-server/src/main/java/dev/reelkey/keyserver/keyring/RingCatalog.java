package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes rings to operators. */
public final class RingCatalog {
  /** The generation that plays first: live, sealed, then the newest. */
  private static final Comparator<RingInfo> PLAYABLE_FIRST =
      Comparator.comparing((RingInfo info) -> !info.state().equals("live"))
          .thenComparing(info -> !info.sealed())
          .thenComparing(RingCatalog::createdOrNever, Comparator.reverseOrder());

  private final SealedRevisions revisions;

  public RingCatalog(SealedRevisions revisions) {
    this.revisions = revisions;
  }

  /** Keyrings of all videos, source keys left out, after {@code after} in the order of names. */
  public List<RingInfo> page(String after, int limit) {
    return revisions.all().stream()
        .filter(ring -> !ring.isSource() && ring.toString().compareTo(after) > 0)
        .limit(limit)
        .flatMap(ring -> describe(ring).stream())
        .toList();
  }

  /** The keyrings of one video, the one that plays first. */
  public List<RingInfo> keyringsOf(VideoId video) {
    return revisions.ringsOf(video).stream()
        .filter(ring -> !ring.isSource())
        .flatMap(ring -> describe(ring).stream())
        .sorted(PLAYABLE_FIRST)
        .toList();
  }

  /** The source key; empty where the video has none. */
  public Optional<RingInfo> sourceKeyOf(VideoId video) {
    return describe(RingName.sourceOf(video));
  }

  private Optional<RingInfo> describe(RingName ring) {
    try {
      return revisions.latest(ring).map(stored -> describe(ring, stored));
    } catch (SealBrokenException e) {
      return Optional.of(info(ring, "broken", new RingState(0, 0), null));
    } catch (KekVersionMissingException e) {
      return Optional.of(info(ring, "kek_missing", new RingState(0, 0), null));
    }
  }

  private static RingInfo describe(RingName ring, StoredRing stored) {
    if (stored instanceof StoredRing.Live live) {
      Optional<Keyring> opened = ring.isSource() ? Optional.empty() : Keyrings.opened(stored);
      RingState state = new RingState(live.revision(), live.kekVersion());
      return info(ring, "live", state, opened.orElse(null));
    }
    return info(ring, "shredded", new RingState(stored.revision(), 0), null);
  }

  private static RingInfo info(
      RingName ring, String word, RingState state, @Nullable Keyring opened) {
    return new RingInfo(
        ring.video().value(),
        ring.part(),
        word,
        state.revision(),
        state.kekVersion(),
        opened == null ? 0 : opened.entries().size(),
        opened != null && opened.sealed(),
        opened == null ? null : opened.created());
  }

  private static Instant createdOrNever(RingInfo info) {
    Instant created = info.created();
    return created == null ? Instant.EPOCH : created;
  }
}
