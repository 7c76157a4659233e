package dev.reelkey.playback.token;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.SigningKeys;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** {@code GET /.well-known/jwks.json}: the public keys that playback tokens verify by. */
public final class JwksHandler implements HttpHandler {
  private final SigningKeys keys;

  public JwksHandler(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/jwk-set+json");
    // A new key is published ten minutes before it signs: caches have it by then.
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "public, max-age=300");
    exchange.getResponseSender().send(Json.write(SigningKey.jwks(keys.published())));
  }
}
