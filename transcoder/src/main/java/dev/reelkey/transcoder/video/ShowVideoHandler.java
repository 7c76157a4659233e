package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Json;
import dev.reelkey.transcoder.job.ProgressBoard;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /v1/videos/{id}}. */
final class ShowVideoHandler implements HttpHandler {
  private final OwnedVideos videos;
  private final ProgressBoard progress;

  ShowVideoHandler(OwnedVideos videos, ProgressBoard progress) {
    this.videos = videos;
    this.progress = progress;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Json.send(exchange, 200, VideoView.of(videos.require(exchange), progress, null));
  }
}
