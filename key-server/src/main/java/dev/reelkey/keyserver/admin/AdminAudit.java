package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.audit.KeyEvent;
import io.undertow.server.HttpServerExchange;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Records an administrative act and who did it, before it is done. */
public final class AdminAudit {
  private final AuditLog audit;
  private final Clock clock;

  public AdminAudit(AuditLog audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes note of the act.
   *
   * @throws ProblemException 503 where it cannot be recorded: it must not be done then
   */
  public void acts(HttpServerExchange exchange, String act, Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("actor", Caller.of(exchange).subject());
    if (!audit.granted(new KeyEvent(clock.instant(), act, "granted", all))) {
      throw new ProblemException(
          Problem.unavailable(
              "audit_unavailable", "The act cannot be recorded right now; try again shortly."));
    }
  }
}
