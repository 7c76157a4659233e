package dev.reelkey.playback.openapi;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** {@code GET /openapi.yaml}: Reelkey's whole public HTTP interface (OpenAPI 3.1). */
public final class OpenApiHandler implements HttpHandler {
  private final byte[] document;

  public OpenApiHandler() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiHandler.class.getResourceAsStream("/openapi.yaml"))) {
      this.document = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/yaml");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "public, max-age=300");
    exchange.getResponseSender().send(ByteBuffer.wrap(document));
  }
}
