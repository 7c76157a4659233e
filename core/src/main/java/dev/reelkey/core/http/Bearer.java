package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;

/**
 * The token of an {@code Authorization: Bearer} header (RFC 6750, 2.1); the only place it is read.
 */
public final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** Empty where there is no such header, or more than one. */
  public static Optional<String> tokenOf(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
    if (values == null || values.size() != 1) {
      return Optional.empty();
    }
    String value = values.getFirst();
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(value.substring(SCHEME.length()))
        : Optional.empty();
  }
}
