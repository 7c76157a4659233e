package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /admin/v1/videos/{id}/rotate}: new keys for a published video. */
final class RotateHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RotateHandler.class);

  private final StepKit kit;
  private final AdminVideos videos;
  private final Rotations rotations;

  RotateHandler(StepKit kit, AdminVideos videos, Rotations rotations) {
    this.kit = kit;
    this.videos = videos;
    this.rotations = rotations;
  }

  /** The body of both requests. */
  record Body(String ticket) {
    /** The ticket stays out of logs. */
    @Override
    public String toString() {
      return "Body(redacted)";
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoRecord record = videos.requireReady(exchange);
    Presentation presentation = videos.presentation(record);
    if (AdminVideos.isDryRun(exchange)) {
      Json.send(
          exchange, 200, Map.of("dry_run", true, "segments", Verification.segments(presentation)));
      return;
    }
    String ticket = Tickets.require(Json.read(exchange, Body.class));
    VideoId video = record.video();
    GenerationId next = kit.ids().generation();
    Rotation rotation = RotationPlanner.plan(presentation, next, ticket);
    rotations.create(video, next, rotation);
    kit.life().markOpen(video);
    LOG.info("rotation begins video={} to={}", video, next);
    rotation.runs().forEach(run -> kit.queue().add(Task.rekey(video, next, run.name())));
    Json.send(exchange, 202, Map.of("job", RotationJob.id(video, next)));
  }
}
