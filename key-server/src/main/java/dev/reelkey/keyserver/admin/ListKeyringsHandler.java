package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.keyserver.keyring.RingCatalog;
import dev.reelkey.keyserver.keyring.RingInfo;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /admin/v1/keys?cursor=&limit=}: the keyrings of all videos. */
final class ListKeyringsHandler implements HttpHandler {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final RingCatalog catalog;

  ListKeyringsHandler(RingCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    int limit = QueryFlags.number(exchange, "limit", USUAL, MOST);
    String cursor = QueryFlags.text(exchange, "cursor").orElse("");
    List<RingInfo> page = catalog.page(cursor, limit);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("keyrings", page);
    if (page.size() == limit) {
      RingInfo last = page.get(page.size() - 1);
      answer.put("next_cursor", last.video() + "/" + last.generation());
    }
    Json.send(exchange, 200, answer);
  }
}
