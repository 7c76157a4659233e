package dev.reelkey.transcoder.video;

import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.ProgressBoard;
import dev.reelkey.transcoder.job.ProgressBoard.Progress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A video as the API shows it to its owner; members that are not known are left out. */
record VideoView(
    String id,
    String title,
    VideoState state,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Double durationSeconds,
    @Nullable Long sizeBytes,
    String profile,
    @Nullable String generation,
    @Nullable Integer presentation,
    @Nullable ProgressView progress,
    @Nullable VideoError error,
    @Nullable String uploadUrl) {

  /**
   * How far the work is.
   *
   * @param speed seconds of film per second
   * @param phase waiting, analysing, packaging or publishing
   */
  record ProgressView(double percent, double speed, @Nullable Long etaSeconds, String phase) {}

  static VideoView of(VideoRecord record, ProgressBoard board, @Nullable String uploadUrl) {
    return new VideoView(
        record.video().value(),
        record.title(),
        record.state(),
        record.created(),
        record.updated(),
        record.durationSeconds() > 0 ? record.durationSeconds() : null,
        record.sourceBytes() > 0 ? record.sourceBytes() : null,
        record.profile(),
        record.generation() == null ? null : record.generation().value(),
        record.presentation() > 0 ? record.presentation() : null,
        progressOf(record, board).orElse(null),
        record.error(),
        uploadUrl);
  }

  static Optional<ProgressView> progressOf(VideoRecord record, ProgressBoard board) {
    return switch (record.state()) {
      case QUEUED -> Optional.of(new ProgressView(0, 0, null, "waiting"));
      case PROCESSING ->
          Optional.of(
              board
                  .of(record.video())
                  .map(VideoView::working)
                  .orElseGet(() -> new ProgressView(0, 0, null, "analysing")));
      case UPLOADING, READY, FAILED, DELETED -> Optional.empty();
    };
  }

  private static ProgressView working(Progress progress) {
    return new ProgressView(
        progress.percent(),
        progress.speed(),
        progress.etaSeconds() < 0 ? null : progress.etaSeconds(),
        phase(progress));
  }

  private static String phase(Progress progress) {
    if (progress.waiting()) {
      return "waiting";
    }
    return progress.percent() >= 100 ? "publishing" : "packaging";
  }
}
