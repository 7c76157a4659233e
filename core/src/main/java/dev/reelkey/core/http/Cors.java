package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web origins may read the answers. Errors carry the headers too: without them a browser
 * calls every 403 a CORS fault.
 *
 * @param anyOrigin {@code *} without credentials: for what carries its own authority
 * @param origins exact origins; never reflected, never matched by suffix
 */
public record Cors(boolean anyOrigin, Set<String> origins) {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString EXPOSE = new HttpString("Access-Control-Expose-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

  public Cors {
    origins = Set.copyOf(origins);
  }

  /** For media, keys and manifests. */
  public static Cors open() {
    return new Cors(true, Set.of());
  }

  /** For the API: exactly these origins, none where the set is empty. */
  public static Cors only(Set<String> origins) {
    return new Cors(false, origins);
  }

  void addTo(HttpServerExchange exchange) {
    String allowed = allowedOrigin(exchange.getRequestHeaders().getFirst(Headers.ORIGIN));
    if (!anyOrigin) {
      exchange.getResponseHeaders().add(Headers.VARY, "Origin");
    }
    if (allowed == null) {
      return;
    }
    exchange.getResponseHeaders().put(ALLOW_ORIGIN, allowed);
    exchange
        .getResponseHeaders()
        .put(EXPOSE, "Retry-After, Reelkey-Pace-Remaining, X-Request-ID, DPoP-Nonce, Location");
    if ("OPTIONS".equals(exchange.getRequestMethod().toString())) {
      exchange.getResponseHeaders().put(ALLOW_METHODS, "GET, HEAD, POST, PUT, DELETE");
      exchange
          .getResponseHeaders()
          .put(
              ALLOW_HEADERS,
              "Authorization, Content-Type, DPoP, Idempotency-Key, Range, X-Request-ID");
      exchange.getResponseHeaders().put(MAX_AGE, "7200");
    }
  }

  private @Nullable String allowedOrigin(@Nullable String origin) {
    if (anyOrigin) {
      return "*";
    }
    return origin != null && origins.contains(origin) ? origin : null;
  }
}
