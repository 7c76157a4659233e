package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code DELETE /v1/jobs/{id}}: work under way is cancelled; a dead letter is dismissed with its
 * source.
 */
final class DeleteJobHandler implements HttpHandler {
  private static final VideoError CANCELLED =
      new VideoError("cancelled", "The work was cancelled. Retry to start it again.");

  private final OwnedVideos videos;
  private final VideoLife life;
  private final Consumer<VideoId> clear;

  DeleteJobHandler(OwnedVideos videos, VideoLife life, Consumer<VideoId> clear) {
    this.videos = videos;
    this.life = life;
    this.clear = clear;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoRecord record = videos.require(exchange);
    if (JobView.of(record).isEmpty()) {
      new Problem(409, "no_job", "There is no work on this video.").sendTo(exchange);
      return;
    }
    life.reopen(record.video(), DeleteJobHandler::end).map(VideoRecord::video).ifPresent(clear);
    exchange.setStatusCode(204);
    exchange.endExchange();
  }

  private static Optional<VideoRecord> end(VideoRecord current, Instant now) {
    if (current.state() == VideoState.FAILED) {
      return Optional.of(RecordSteps.dismissed(current, now));
    }
    return JobView.of(current).isPresent()
        ? Optional.of(RecordSteps.failed(current, CANCELLED, now))
        : Optional.empty();
  }
}
