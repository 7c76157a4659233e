package dev.reelkey.keyserver.admin;

import dev.reelkey.keyserver.rotate.Rewrap;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /admin/v1/keys/rewrap?dry_run=}: a line per keyring, then {@code {finished:true,…}}.
 * An interrupted run is run again.
 */
final class RewrapHandler implements HttpHandler {
  private final Rewrap rewrap;
  private final AdminAudit audit;

  RewrapHandler(Rewrap rewrap, AdminAudit audit) {
    this.rewrap = rewrap;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    boolean dryRun = QueryFlags.flag(exchange, "dry_run");
    if (!dryRun) {
      audit.acts(exchange, "rewrap", Map.of());
    }
    JsonLines lines = JsonLines.begin(exchange);
    Rewrap.Progress progress =
        (done, total, ring, outcome) -> {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("done", done);
          line.put("total", total);
          line.put("video", ring.video());
          if (outcome == Rewrap.Outcome.FAILED) {
            line.put("object", ring.toString());
            line.put("failure", "the keyring does not open");
          }
          lines.line(line);
        };
    Rewrap.Result result = dryRun ? rewrap.dryRun(progress) : rewrap.run(progress);
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("finished", true);
    end.put("rewrapped", result.rewrapped());
    end.put("skipped", result.skipped());
    end.put("failed", result.failed());
    end.put("dry_run", dryRun);
    lines.line(end);
    lines.end();
  }
}
