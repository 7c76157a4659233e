package dev.reelkey.transcoder.video;

import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code PUT /v1/videos/{id}/source}: the file of a video that was described before. */
final class PutSourceHandler implements HttpHandler {
  private final OwnedVideos videos;
  private final SourceReception reception;

  PutSourceHandler(OwnedVideos videos, SourceReception reception) {
    this.videos = videos;
    this.reception = reception;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoRecord record = videos.require(exchange);
    if (record.state() != VideoState.UPLOADING) {
      reception.refuseLate(exchange, record);
    } else {
      reception.admit(
          exchange,
          () -> reception.receive(exchange, record, now -> reception.refuseLate(exchange, now)));
    }
  }
}
