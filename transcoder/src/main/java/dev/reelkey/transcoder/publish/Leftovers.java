package dev.reelkey.transcoder.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.video.VideoLife;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what a video's record does not name: lost attempts, other uploads, reports of finished
 * work, retired generations, and after the tombstone everything. Takes the video's marker away when
 * nothing is left to do.
 */
public final class Leftovers {
  private static final int ID = 26;

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
    boolean isUnderWay(VideoRecord record, GenerationId generation);

    /** Whether the object tells why the last one failed. */
    boolean isNote(VideoRecord record, String object);
  }

  /** Clears up after {@code record}, which is the current one. Again is no fault. */
  public void clear(VideoRecord record) {
    switch (record.state()) {
      case READY -> clearReady(record);
      case FAILED -> clearFailed(record);
      case DELETED -> clearDeleted(record);
      case UPLOADING, QUEUED, PROCESSING -> throw new IllegalArgumentException("still at work");
    }
  }

  private void clearReady(VideoRecord record) {
    VideoId video = record.video();
    Set<GenerationId> underWay = underWay(record);
    Set<GenerationId> named = named(record);
    named.addAll(underWay);
    clearOtherUploads(record);
    clearOtherGenerations(video, named);
    Optional.ofNullable(record.generation())
        .flatMap(generation -> published.read(video, generation, record.presentation()))
        .ifPresent(this::clearLostAttempts);
    clearWork(record, underWay);
    // Retired generations keep the marker: the sweep must see their time come.
    if (record.retired().isEmpty() && underWay.isEmpty()) {
      life.markDone(video);
    }
  }

  private Set<GenerationId> underWay(VideoRecord record) {
    String prefix = ObjectLayout.video(record.video()) + "work/";
    Set<GenerationId> found = new HashSet<>();
    bucket.listAll(
        prefix,
        each ->
            found.add(
                new GenerationId(each.name().substring(prefix.length(), prefix.length() + ID))));
    found.removeIf(generation -> !rekeying.isUnderWay(record, generation));
    return found;
  }

  private void clearWork(VideoRecord record, Set<GenerationId> underWay) {
    String prefix = ObjectLayout.video(record.video()) + "work/";
    bucket.listAll(
        prefix,
        each -> {
          boolean named = underWay.stream().anyMatch(g -> each.name().startsWith(prefix + g + "/"));
          if (!named && !rekeying.isNote(record, each.name())) {
            bucket.delete(each.name());
          }
        });
  }

  private void clearFailed(VideoRecord record) {
    VideoId video = record.video();
    clearOtherUploads(record);
    clearOtherGenerations(video, named(record));
    bucket.deleteAll(ObjectLayout.video(video) + "work/");
    life.markDone(video);
  }

  private void clearDeleted(VideoRecord record) {
    VideoId video = record.video();
    keys.shred(video);
    life.unindex(record);
    bucket.deleteAll(ObjectLayout.media(video));
    bucket.deleteAll(ObjectLayout.video(video) + "source/");
    bucket.deleteAll(ObjectLayout.video(video) + "work/");
    bucket.deleteAll(ObjectLayout.video(video) + "presentation/");
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

  private void clearOtherUploads(VideoRecord record) {
    String prefix = ObjectLayout.video(record.video()) + "source/";
    String kept = record.upload() == null ? prefix + "?" : prefix + record.upload() + "/";
    bucket.listAll(
        prefix,
        each -> {
          if (!each.name().startsWith(kept)) {
            bucket.delete(each.name());
          }
        });
  }

  private void clearOtherGenerations(VideoId video, Set<GenerationId> named) {
    deleteUnless(ObjectLayout.media(video), named);
    deleteUnless(ObjectLayout.video(video) + "presentation/", named);
  }

  private void deleteUnless(String prefix, Set<GenerationId> named) {
    bucket.listAll(
        prefix,
        each -> {
          String rest = each.name().substring(prefix.length());
          if (named.stream().noneMatch(generation -> rest.startsWith(generation.value()))) {
            bucket.delete(each.name());
          }
        });
  }

  /** What of the published generation itself no playlist names. */
  private void clearLostAttempts(Presentation presentation) {
    String prefix = ObjectLayout.media(presentation.video(), presentation.generation());
    Set<String> named = new HashSet<>();
    Published.renditions(presentation)
        .forEach(
            (rendition, segments) -> {
              segments.forEach(each -> named.add(prefix + rendition + "/" + each.file()));
              named.add(Published.playlistName(presentation, rendition));
            });
    if (presentation.poster() != null) {
      named.add(prefix + Stills.POSTER + "/" + presentation.poster());
    }
    if (presentation.storyboard() != null) {
      String board = prefix + Stills.STORYBOARD + "/";
      named.add(board + presentation.storyboard());
      bucket
          .get(board + presentation.storyboard())
          .ifPresent(vtt -> named.addAll(StoryboardNames.in(board, new String(vtt, UTF_8))));
    }
    bucket.listAll(
        prefix,
        each -> {
          if (!named.contains(each.name())) {
            bucket.delete(each.name());
          }
        });
  }
}
