package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.ProgressBoard;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskQueue;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;

/** {@code POST …/retry}: failed work starts over from the sealed source. */
final class RetryHandler implements HttpHandler {
  private final OwnedVideos videos;
  private final VideoLife life;
  private final TaskQueue queue;
  private final ProgressBoard progress;

  RetryHandler(OwnedVideos videos, VideoLife life, TaskQueue queue, ProgressBoard progress) {
    this.videos = videos;
    this.life = life;
    this.queue = queue;
    this.progress = progress;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoRecord record = videos.require(exchange);
    if (record.state() != VideoState.FAILED) {
      new Problem(409, "not_failed", "Only a failed video can be retried.").sendTo(exchange);
      return;
    }
    if (record.upload() == null) {
      new Problem(409, "source_missing", "The file is gone; upload it again.").sendTo(exchange);
      return;
    }
    Optional<VideoRecord> queued =
        life.reopen(
            record.video(),
            (current, now) ->
                current.state() == VideoState.FAILED && current.upload() != null
                    ? Optional.of(RecordSteps.retried(current, now))
                    : Optional.empty());
    queue.add(Task.plan(record.video()));
    Json.send(exchange, 202, VideoView.of(queued.orElse(record), progress, null));
  }
}
