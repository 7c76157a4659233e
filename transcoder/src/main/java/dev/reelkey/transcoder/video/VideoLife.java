package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.core.video.VideoState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Moves videos on, one create-only revision at a time. While anything is left to do for a video its
 * marker lies under {@code open/}: put there before the work is, taken away after it.
 */
public final class VideoLife {
  private final Bucket bucket;
  private final VideoRecords records;
  private final Clock clock;

  public VideoLife(Bucket bucket, Clock clock) {
    this.bucket = bucket;
    this.records = new VideoRecords(bucket);
    this.clock = clock;
  }

  /** The current record, tombstones included. */
  public Optional<VideoRecord> find(VideoId video) {
    return records.find(video);
  }

  /** Creates the video, or finds what an earlier try of the same request created. */
  public VideoRecord create(VideoId video, String owner, VideoRequest request) {
    markOpen(video);
    VideoRecord first = RecordSteps.created(video, owner, request, clock.instant());
    VideoRecord now = records.append(first) ? first : records.find(video).orElse(first);
    index(now);
    return now;
  }

  /** Puts the video into its owner's list; again is no fault. */
  public void index(VideoRecord record) {
    bucket.create(indexName(record), Json.bytes(Map.of()), "application/json");
  }

  public void unindex(VideoRecord record) {
    bucket.delete(indexName(record));
  }

  public void markOpen(VideoId video) {
    bucket.create(ObjectLayout.open(video), Json.bytes(Map.of()), "application/json");
  }

  public void markDone(VideoId video) {
    bucket.delete(ObjectLayout.open(video));
  }

  /**
   * Appends what {@code step} makes of the current record; where somebody else was faster, asks
   * again with what is current then.
   *
   * @return the revision appended, or empty where {@code step} found nothing to do
   */
  public Optional<VideoRecord> advance(
      VideoId video, BiFunction<VideoRecord, Instant, Optional<VideoRecord>> step) {
    while (true) {
      Optional<VideoRecord> current = records.find(video);
      if (current.isEmpty() || current.get().state() == VideoState.DELETED) {
        return Optional.empty();
      }
      Optional<VideoRecord> next = step.apply(current.get(), clock.instant());
      if (next.isEmpty() || records.append(next.get())) {
        return next;
      }
    }
  }

  /**
   * The same for a step that gives a settled video new work. The marker is put before, against a
   * crash, and again after, against whoever is just taking it away.
   */
  public Optional<VideoRecord> reopen(
      VideoId video, BiFunction<VideoRecord, Instant, Optional<VideoRecord>> step) {
    markOpen(video);
    Optional<VideoRecord> next = advance(video, step);
    markOpen(video);
    return next;
  }

  private static String indexName(VideoRecord record) {
    return ObjectLayout.index(
        SubjectHash.of(record.owner()).value(), record.created(), record.video());
  }
}
