package dev.reelkey.transcoder.publish;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.video.VideoLife;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what a video's record does not name: lost attempts, other uploads, reports of finished
 * work, retired generations, and after the tombstone everything. Takes the video's marker away when
 * nothing is left to do.
 *
 * <p>The order makes it safe beside everybody else's work: first it looks at what lies there, then
 * at the re-encryptions, then at the record. A generation gets its first object only after a record
 * or a rotation names it, and a commit comes before the rotation's plan is cleared; so what is
 * listed, no rotation and not named can never be named again.
 */
public final class Leftovers {
  private final Bucket bucket;
  private final VideoLife life;
  private final KeyServer keys;
  private final Published published;
  private final Rekeying rekeying;

  public Leftovers(Bucket bucket, VideoLife life, KeyServer keys, Rekeying rekeying) {
    this.bucket = bucket;
    this.life = life;
    this.keys = keys;
    this.published = new Published(bucket);
    this.rekeying = rekeying;
  }

  /** Knows the re-encryptions of published videos, whose objects no record names yet. */
  public interface Rekeying {
    /** Those of {@code generations} that are being made, each with the one it is made from. */
    Map<GenerationId, GenerationId> underWay(VideoId video, Set<GenerationId> generations);

    /** Whether the object tells why the last one failed. */
    boolean isNote(VideoRecord record, String object);
  }

  /** Clears up after a video that nobody works on; does nothing to any other. */
  public void clear(VideoId video) {
    Holdings holdings = Holdings.of(bucket, video);
    Map<GenerationId, GenerationId> made = rekeying.underWay(video, holdings.generations());
    Optional<VideoRecord> record = life.find(video);
    if (record.isEmpty()) {
      return;
    }
    switch (record.get().state()) {
      case READY, FAILED -> clearSettled(record.get(), holdings, made);
      case DELETED -> clearDeleted(record.get(), holdings);
      case UPLOADING, QUEUED, PROCESSING -> life.markOpen(video);
    }
  }

  private void clearSettled(
      VideoRecord record, Holdings holdings, Map<GenerationId, GenerationId> made) {
    Set<GenerationId> underWay = new HashSet<>();
    made.forEach(
        (generation, from) -> {
          if (from.equals(record.generation())) {
            underWay.add(generation);
          }
        });
    Set<GenerationId> named = named(record);
    named.addAll(underWay);
    holdings.media().stream()
        .filter(name -> !named.contains(holdings.generationOfMedia(name)))
        .forEach(bucket::delete);
    holdings.presentations().stream()
        .filter(name -> !named.contains(holdings.generationOfPresentation(name)))
        .forEach(bucket::delete);
    holdings.work().stream()
        .filter(name -> !underWay.contains(holdings.generationOfWork(name)))
        .filter(name -> !rekeying.isNote(record, name))
        .forEach(bucket::delete);
    clearOtherUploads(record, holdings);
    clearLostAttempts(record, holdings);
    settleMarker(record, underWay);
  }

  private void clearDeleted(VideoRecord record, Holdings holdings) {
    VideoId video = record.video();
    keys.shred(video);
    life.unindex(record);
    holdings.media().forEach(bucket::delete);
    holdings.presentations().forEach(bucket::delete);
    holdings.work().forEach(bucket::delete);
    holdings.sources().forEach(bucket::delete);
    String tombstone = ObjectLayout.revision(ObjectLayout.records(video), record.revision());
    bucket.listAll(
        ObjectLayout.records(video),
        each -> {
          if (!each.name().equals(tombstone)) {
            bucket.delete(each.name());
          }
        });
    life.markDone(video);
  }

  private static Set<GenerationId> named(VideoRecord record) {
    Set<GenerationId> named = new HashSet<>();
    record.retired().forEach(each -> named.add(each.generation()));
    if (record.generation() != null && record.state() == VideoState.READY) {
      named.add(record.generation());
    }
    return named;
  }

  private void clearOtherUploads(VideoRecord record, Holdings holdings) {
    String prefix = ObjectLayout.video(record.video()) + "source/";
    String kept = record.upload() == null ? prefix + "?" : prefix + record.upload() + "/";
    holdings.sources().stream().filter(name -> !name.startsWith(kept)).forEach(bucket::delete);
  }

  /** What of the published generation itself no playlist names. */
  private void clearLostAttempts(VideoRecord record, Holdings holdings) {
    GenerationId generation = record.generation();
    if (generation == null || record.state() != VideoState.READY) {
      return;
    }
    published
        .read(record.video(), generation, record.presentation())
        .map(presentation -> NamedMedia.of(bucket, presentation))
        .ifPresent(
            named ->
                holdings.media().stream()
                    .filter(name -> holdings.generationOfMedia(name).equals(generation))
                    .filter(name -> !named.contains(name))
                    .forEach(bucket::delete));
  }

  /** Retired generations keep the marker: the sweep must see their time come. */
  private void settleMarker(VideoRecord record, Set<GenerationId> underWay) {
    VideoId video = record.video();
    if (!record.retired().isEmpty() || !underWay.isEmpty()) {
      life.markOpen(video);
      return;
    }
    life.markDone(video);
    // Whoever gave the video new work meanwhile has marked it before or will mark it after this.
    boolean worked = !rekeying.underWay(video, Holdings.of(bucket, video).generations()).isEmpty();
    boolean moved = life.find(video).filter(now -> now.revision() != record.revision()).isPresent();
    if (worked || moved) {
      life.markOpen(video);
    }
  }
}
