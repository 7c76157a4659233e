package dev.reelkey.standalone.signing;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.Scope;
import dev.reelkey.keyserver.admin.AdminAudit;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Set;

/** {@code /admin/v1/signing}: which keys sign playback tokens and paths, and the next ones. */
public final class SigningRoutes {
  private final PlaybackKeys keys;
  private final PathKeys pathKeys;
  private final AdminAudit audit;

  public SigningRoutes(PlaybackKeys keys, PathKeys pathKeys, AdminAudit audit) {
    this.keys = keys;
    this.pathKeys = pathKeys;
    this.audit = audit;
  }

  public Routes table() {
    Access admin = Access.scope(Scope.KEYS_ADMIN);
    return new Routes(Cors.only(Set.of()))
        .get("/admin/v1/signing", admin, this::show)
        .post("/admin/v1/signing/rotate", admin, this::rotate)
        .post("/admin/v1/signing/edge/rotate", admin, this::rotateEdge);
  }

  private void show(HttpServerExchange exchange) {
    Json.send(exchange, 200, Map.of("keys", keys.views(), "edge_keys", pathKeys.views()));
  }

  private void rotate(HttpServerExchange exchange) {
    audit.acts(exchange, "signing-rotate", Map.of("from", keys.current().keyId()));
    answer(exchange, keys.rotate());
  }

  private void rotateEdge(HttpServerExchange exchange) {
    audit.acts(exchange, "edge-rotate", Map.of("from", pathKeys.current()));
    answer(exchange, pathKeys.rotate());
  }

  private void answer(HttpServerExchange exchange, boolean begun) {
    if (begun) {
      show(exchange);
    } else {
      new Problem(409, "rotation_pending", "A new key is published already and waits for its time.")
          .sendTo(exchange);
    }
  }
}
