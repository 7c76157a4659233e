package dev.reelkey.core.http;

import dev.reelkey.core.id.RandomIds;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HttpString;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Gives each request an id: the client's own {@code X-Request-ID} where it is harmless. */
final class RequestId implements HttpHandler {
  static final HttpString HEADER = new HttpString("X-Request-ID");
  private static final AttachmentKey<String> KEY = AttachmentKey.create(String.class);
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final RandomIds ids;
  private final HttpHandler next;

  RequestId(RandomIds ids, HttpHandler next) {
    this.ids = ids;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String offered = exchange.getRequestHeaders().getFirst(HEADER);
    String id = offered != null && HARMLESS.matcher(offered).matches() ? offered : ids.text(10);
    exchange.putAttachment(KEY, id);
    exchange.getResponseHeaders().put(HEADER, id);
    try (MDC.MDCCloseable ignored = MDC.putCloseable("request", id)) {
      next.handleRequest(exchange);
    }
  }

  static String of(HttpServerExchange exchange) {
    String id = exchange.getAttachment(KEY);
    return id == null ? "none" : id;
  }
}
