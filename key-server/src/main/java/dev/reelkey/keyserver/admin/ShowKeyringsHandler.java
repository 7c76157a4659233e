package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.keyring.RingCatalog;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /admin/v1/keys/videos/{id}}: the keyrings of one video, the one that plays first. */
final class ShowKeyringsHandler implements HttpHandler {
  private final RingCatalog catalog;

  ShowKeyringsHandler(RingCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("video", video.value());
    catalog.sourceKeyOf(video).ifPresent(source -> answer.put("source_key", source));
    answer.put("keyrings", catalog.keyringsOf(video));
    Json.send(exchange, 200, answer);
  }
}
