package dev.reelkey.playback.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecords;
import java.time.Duration;
import java.util.Optional;

/**
 * Video records, read anew or as they were a second ago. A player fetches the manifest as soon as
 * its session is open, and a record costs three requests of the store.
 */
public final class RecentVideos {
  // Half of the time in which a deletion must be felt everywhere.
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private final VideoRecords records;
  private final Cache<VideoId, VideoRecord> kept =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  public RecentVideos(VideoRecords records) {
    this.records = records;
  }

  /** As it is now. */
  public Optional<VideoRecord> current(VideoId video) {
    Optional<VideoRecord> found = records.find(video);
    found.ifPresent(record -> kept.put(video, record));
    return found;
  }

  /** As it was at most a second ago. */
  public Optional<VideoRecord> recent(VideoId video) {
    VideoRecord record = kept.getIfPresent(video);
    return record == null ? current(video) : Optional.of(record);
  }
}
