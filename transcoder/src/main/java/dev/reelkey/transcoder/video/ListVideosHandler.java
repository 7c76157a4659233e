package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.job.ProgressBoard;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/videos}: the caller's own videos, newest first. */
final class ListVideosHandler implements HttpHandler {
  private final VideoIndex index;
  private final ProgressBoard progress;

  ListVideosHandler(VideoIndex index, ProgressBoard progress) {
    this.index = index;
    this.progress = progress;
  }

  private record Answer(List<VideoView> videos, @Nullable String nextCursor) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoIndex.Page page = index.page(Caller.of(exchange).subject(), PageRequest.of(exchange));
    List<VideoView> views =
        page.records().stream().map((VideoRecord r) -> VideoView.of(r, progress, null)).toList();
    Json.send(exchange, 200, new Answer(views, page.nextCursor()));
  }
}
