package dev.reelkey.standalone.signing;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.Scope;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.Set;

/** {@code /admin/v1/signing}: which keys sign playback tokens, and the next one. */
public final class SigningRoutes {
  private final PlaybackKeys keys;

  public SigningRoutes(PlaybackKeys keys) {
    this.keys = keys;
  }

  public Routes table() {
    Access admin = Access.scope(Scope.KEYS_ADMIN);
    return new Routes(Cors.only(Set.of()))
        .get("/admin/v1/signing", admin, this::show)
        .post("/admin/v1/signing/rotate", admin, this::rotate);
  }

  private void show(HttpServerExchange exchange) {
    Json.send(exchange, 200, Map.of("keys", keys.views()));
  }

  private void rotate(HttpServerExchange exchange) {
    if (keys.rotate()) {
      show(exchange);
    } else {
      new Problem(
              409,
              "rotation_pending",
              "A new signing key is published already and waits for its time.")
          .sendTo(exchange);
    }
  }
}
