package dev.reelkey.playback.origin;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;

/** The conditional headers of one request against one strong entity tag (RFC 9110, 13). */
record Validators(String entityTag) {
  /** Whether the client has this very representation already. */
  boolean isKnownTo(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(Headers.IF_NONE_MATCH);
    if (values == null) {
      return false;
    }
    for (String value : values) {
      for (String tag : value.split(",", -1)) {
        String plain = tag.strip();
        if (plain.equals("*") || plain.replaceFirst("^W/", "").equals(entityTag)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The Range that counts, or nothing: it means something for GET only (RFC 9110, 14.2). */
  String range(HttpServerExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst(Headers.RANGE);
    boolean counts = exchange.getRequestMethod().equals(Methods.GET) && allowsRange(exchange);
    return header != null && counts ? header : "";
  }

  /** If-Range compares strongly; a date never matches, since no Last-Modified is sent. */
  private boolean allowsRange(HttpServerExchange exchange) {
    String condition = exchange.getRequestHeaders().getFirst(Headers.IF_RANGE);
    return condition == null || condition.strip().equals(entityTag);
  }
}
