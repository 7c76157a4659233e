package dev.reelkey.playback.origin;

import dev.reelkey.core.layout.MediaPath;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** The headers of everything that never changes. */
final class MediaHeaders {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private MediaHeaders() {}

  /**
   * A strong tag. An object is written once under its name, so its name says what it holds,
   * whatever the store thinks of entity tags.
   */
  static String entityTag(MediaPath path) {
    return entityTag(path, "");
  }

  static String entityTag(MediaPath path, String form) {
    return '"'
        + path.generation().value()
        + "-"
        + path.rendition()
        + "-"
        + path.file()
        + form
        + '"';
  }

  static void put(HttpServerExchange exchange, MediaPath path, String entityTag) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, MediaType.of(path));
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, FOR_EVER);
    exchange.getResponseHeaders().put(Headers.ETAG, entityTag);
    exchange.getResponseHeaders().put(Headers.ACCEPT_RANGES, "bytes");
  }

  static void notModified(HttpServerExchange exchange, String entityTag) {
    exchange.setStatusCode(304);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, FOR_EVER);
    exchange.getResponseHeaders().put(Headers.ETAG, entityTag);
    exchange.endExchange();
  }
}
