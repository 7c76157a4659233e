package dev.reelkey.transcoder.video;

import dev.reelkey.core.video.VideoRecord;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** {@code GET /v1/videos/{id}/events}: state and progress as server-sent events. */
final class EventsHandler implements HttpHandler {
  private static final int HEARTBEAT_MILLIS = 10_000;
  // nginx would hold events back otherwise.
  private static final HttpString NO_BUFFERING = new HttpString("X-Accel-Buffering");

  private final OwnedVideos videos;
  private final VideoEvents events;

  EventsHandler(OwnedVideos videos, VideoEvents events) {
    this.videos = videos;
    this.events = events;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    VideoRecord record = videos.require(exchange);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(NO_BUFFERING, "no");
    Handlers.serverSentEvents(
            (ServerSentEventConnection connection, String lastEventId) -> {
              connection.setKeepAliveTime(HEARTBEAT_MILLIS);
              events.follow(record.video(), new SseListener(connection));
            })
        .handleRequest(exchange);
  }
}
