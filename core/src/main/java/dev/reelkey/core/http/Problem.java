package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one error body: RFC 9457 {@code application/problem+json} with a stable {@code code}. It
 * never carries an exception's text.
 *
 * @param code stable, for programs; also the last part of {@code type}
 * @param title one constant sentence that says what to do
 * @param retryAfter when asking again may help; null where it will not
 */
public record Problem(int status, String code, String title, @Nullable Duration retryAfter) {
  public Problem(int status, String code, String title) {
    this(status, code, title, null);
  }

  public static Problem unavailable(String code, String title) {
    return new Problem(503, code, title, Duration.ofSeconds(2));
  }

  public static Problem notFound() {
    return new Problem(404, "not_found", "There is nothing here for you.");
  }

  public static Problem badRequest(String code, String title) {
    return new Problem(400, code, title);
  }

  public static Problem internal() {
    return new Problem(
        500,
        "internal_error",
        "Something went wrong on our side; quote the request id to support.");
  }

  public static Problem storageUnavailable() {
    return unavailable("storage_unavailable", "The storage does not answer; try again shortly.");
  }

  public static Problem redisUnavailable() {
    return unavailable(
        "sessions_unavailable", "The session store does not answer; try again shortly.");
  }

  public Problem retryAfter(Duration wait) {
    return new Problem(status, code, title, wait);
  }

  /** Ends the exchange with this problem. */
  public void sendTo(HttpServerExchange exchange) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (retryAfter != null) {
      long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
    }
    // A handler that knows more schemes has said so already.
    if (status == 401 && !exchange.getResponseHeaders().contains(Headers.WWW_AUTHENTICATE)) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "/problems/" + code);
    body.put("title", title);
    body.put("status", status);
    body.put("code", code);
    body.put("instance", RequestId.of(exchange));
    exchange.getResponseSender().send(Json.write(body));
  }
}
