package dev.reelkey.keyserver.admin;

import dev.reelkey.keyserver.audit.AuditReader;
import dev.reelkey.keyserver.audit.BucketAuditLog;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** {@code GET /admin/v1/audit?since=}: what was granted and refused since then, a line each. */
final class AuditHandler implements HttpHandler {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final BucketAuditLog log;
  private final AuditReader reader;
  private final Clock clock;

  AuditHandler(BucketAuditLog log, AuditReader reader, Clock clock) {
    this.log = log;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Instant since = since(QueryFlags.text(exchange, "since"));
    log.flush();
    String lines = String.join("\n", reader.since(since, MOST));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-ndjson");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(lines.isEmpty() ? "" : lines + "\n");
  }

  private Instant since(Optional<String> text) {
    try {
      return text.map(Instant::parse).orElseGet(() -> clock.instant().minus(USUAL));
    } catch (DateTimeParseException e) {
      throw QueryFlags.malformed();
    }
  }
}
