package dev.reelkey.playback.token;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.SigningKey;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;

/** {@code GET /.well-known/jwks.json}: the public keys that playback tokens verify by. */
public final class JwksHandler implements HttpHandler {
  private final String keys;

  public JwksHandler(List<SigningKey> keys) {
    this.keys = Json.write(SigningKey.jwks(keys));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/jwk-set+json");
    // A new key is published ten minutes before it signs: caches have it by then.
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "public, max-age=300");
    exchange.getResponseSender().send(keys);
  }
}
