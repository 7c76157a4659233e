package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;

/** Answers that the handlers of the internal API share. */
final class KeyAnswers {
  private KeyAnswers() {}

  static void json(HttpServerExchange exchange, byte[] body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(ByteBuffer.wrap(body));
  }

  static void done(HttpServerExchange exchange) {
    exchange.setStatusCode(204);
    exchange.endExchange();
  }

  static Problem gone() {
    return new Problem(410, "keys_gone", "The keys of this video are shredded.");
  }

  static Problem unknown() {
    return new Problem(404, "plan_unknown", "This generation has no key plan.");
  }
}
