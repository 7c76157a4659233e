package dev.reelkey.transcoder.video;

import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The work on a video, as the API shows it. It has the video's id, because a video has one job at a
 * time.
 *
 * @param state waiting, running or dead
 */
record JobView(
    String id,
    String title,
    String state,
    Instant createdAt,
    Instant updatedAt,
    @Nullable VideoError error) {
  static final Set<String> STATES = Set.of("waiting", "running", "dead");

  /** Empty where there is no work: before the upload, when all went well, when dismissed. */
  static Optional<JobView> of(VideoRecord record) {
    return switch (record.state()) {
      case QUEUED -> Optional.of(view(record, "waiting"));
      case PROCESSING -> Optional.of(view(record, "running"));
      case FAILED -> record.upload() == null ? Optional.empty() : Optional.of(view(record, "dead"));
      case UPLOADING, READY, DELETED -> Optional.empty();
    };
  }

  private static JobView view(VideoRecord record, String state) {
    return new JobView(
        record.video().value(),
        record.title(),
        state,
        record.created(),
        record.updated(),
        record.error());
  }
}
