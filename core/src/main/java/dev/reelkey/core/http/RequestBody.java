package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/** Reads the whole body of a request, within ten seconds. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * The body's bytes; one more than {@code max} where it is longer.
   *
   * @throws IOException if the client goes away or takes too long
   */
  public static byte[] read(HttpServerExchange exchange, int max) throws IOException {
    try (BodyDeadline ignored = BodyDeadline.begin(exchange, BodyDeadline.USUAL)) {
      return exchange.getInputStream().readNBytes(max + 1);
    }
  }
}
