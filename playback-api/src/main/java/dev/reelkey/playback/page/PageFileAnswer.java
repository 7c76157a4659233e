package dev.reelkey.playback.page;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.regex.Pattern;

/** Sends a page file: revalidated on each visit, gzipped where the client can read it. */
final class PageFileAnswer {
  private static final HttpString OPENER_POLICY = new HttpString("Cross-Origin-Opener-Policy");
  private static final HttpString RESOURCE_POLICY = new HttpString("Cross-Origin-Resource-Policy");
  private static final HttpString PERMISSIONS = new HttpString("Permissions-Policy");
  private static final HttpString CONTENT_POLICY = new HttpString("Content-Security-Policy");
  private static final Pattern GZIP =
      Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

  private final String contentPolicy;

  PageFileAnswer(ContentSecurityPolicy contentPolicy) {
    this.contentPolicy = contentPolicy.header();
  }

  void send(HttpServerExchange exchange, PageFile file) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(CONTENT_POLICY, contentPolicy);
    headers.put(OPENER_POLICY, "same-origin");
    headers.put(RESOURCE_POLICY, "same-origin");
    headers.put(PERMISSIONS, "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.put(Headers.CACHE_CONTROL, "no-cache");
    headers.put(Headers.ETAG, file.etag());
    // In one line with what CORS says: nginx before 1.23 reads only the first.
    headers.put(Headers.VARY, "Origin, Accept-Encoding");
    if (file.etag().equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
      exchange.setStatusCode(304);
      exchange.endExchange();
      return;
    }
    headers.put(Headers.CONTENT_TYPE, file.contentType());
    if (readsGzip(exchange)) {
      headers.put(Headers.CONTENT_ENCODING, "gzip");
      exchange.getResponseSender().send(file.gzipped());
    } else {
      exchange.getResponseSender().send(file.plain());
    }
  }

  private static boolean readsGzip(HttpServerExchange exchange) {
    String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
    return accepted != null && GZIP.matcher(accepted).find();
  }
}
