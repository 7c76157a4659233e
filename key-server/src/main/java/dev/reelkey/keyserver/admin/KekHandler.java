package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.keyserver.kek.Kek;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** {@code GET /admin/v1/keys/kek}: the versions of the key-encryption key, never the key. */
final class KekHandler implements HttpHandler {
  private final Kek kek;

  KekHandler(Kek kek) {
    this.kek = kek;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Json.send(
        exchange,
        200,
        Map.of("active", kek.active(), "minimum", kek.minimum(), "versions", kek.versions()));
  }
}
