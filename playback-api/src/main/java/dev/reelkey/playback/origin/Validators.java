package dev.reelkey.playback.origin;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

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

  /** If-Range compares strongly; a date never matches, since no Last-Modified is sent. */
  boolean allowRange(HttpServerExchange exchange) {
    String condition = exchange.getRequestHeaders().getFirst(Headers.IF_RANGE);
    return condition == null || condition.strip().equals(entityTag);
  }
}
