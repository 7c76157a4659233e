package dev.reelkey.core.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.RequestBufferingHandler;
import io.undertow.util.AttachmentKey;
import java.time.Duration;

/**
 * Takes in the body of a JSON request before a worker thread is spent on it, so that clients that
 * send slowly hold connections and no workers. Runs on the IO thread.
 */
final class JsonBuffering implements HttpHandler {
  private static final AttachmentKey<BodyDeadline> DEADLINE =
      AttachmentKey.create(BodyDeadline.class);

  /** Of 16 KiB; four hold the largest body of the API, the fifth shows that one is larger. */
  private static final int BUFFERS = 5;

  private final HttpHandler next;
  private final HttpHandler buffering;
  private final Duration limit;

  JsonBuffering(HttpHandler next, Duration limit) {
    this.next = next;
    this.buffering = new RequestBufferingHandler(this::whole, BUFFERS);
    this.limit = limit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (!Json.isDeclared(exchange) || exchange.isRequestComplete()) {
      next.handleRequest(exchange);
      return;
    }
    exchange.putAttachment(DEADLINE, BodyDeadline.begin(exchange, limit));
    buffering.handleRequest(exchange);
  }

  private void whole(HttpServerExchange exchange) throws Exception {
    exchange.removeAttachment(DEADLINE).close();
    next.handleRequest(exchange);
  }
}
