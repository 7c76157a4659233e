package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.keyserver.kek.Kek;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** {@code POST /admin/v1/keys/kek/rotate}: adds a version; new wraps use it from now on. */
final class RotateKekHandler implements HttpHandler {
  private final Kek kek;
  private final AdminAudit audit;

  RotateKekHandler(Kek kek, AdminAudit audit) {
    this.kek = kek;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    audit.acts(exchange, "kek-rotate", Map.of("from", Integer.toString(kek.active())));
    Json.send(exchange, 200, Map.of("active", kek.rotate()));
  }
}
