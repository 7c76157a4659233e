package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An answer of one JSON object per line, sent as the work goes on. */
final class JsonLines {
  private final OutputStream out;

  private JsonLines(OutputStream out) {
    this.out = out;
  }

  static JsonLines begin(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-ndjson");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    return new JsonLines(exchange.getOutputStream());
  }

  /** Fails where the client has gone: the work then stops, and may be run again. */
  void line(Object value) {
    try {
      out.write((Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() throws IOException {
    out.close();
  }
}
