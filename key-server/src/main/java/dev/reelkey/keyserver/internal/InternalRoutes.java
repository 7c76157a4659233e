package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.SourceKeys;
import dev.reelkey.keyserver.rotate.Shred;
import dev.reelkey.keyserver.rotate.Tickets;
import java.time.Clock;
import java.util.Set;

/** The internal API; its listener is never public. */
public final class InternalRoutes {
  private static final String VIDEO = "/internal/v1/videos/{video}";
  private static final String GENERATION = VIDEO + "/generations/{generation}";

  private InternalRoutes() {}

  /** What the handlers work on. */
  public record Parts(
      Keyrings keyrings, SourceKeys sourceKeys, Tickets tickets, Shred shred, AuditLog audit) {}

  public static Routes of(Parts parts, PublicKeys serviceKeys, int keysPerHour, Clock clock) {
    InternalAudit audit = new InternalAudit(parts.audit(), new GrantCap(keysPerHour, clock), clock);
    ServiceCaller callers = new ServiceCaller(serviceKeys, audit, clock);
    Access service = Access.checkedByHandler("service token for exactly this request");
    return new Routes(Cors.only(Set.of()))
        .put(
            VIDEO + "/source-key",
            service,
            new SourceKeyHandler(callers, parts.sourceKeys(), audit))
        .put(GENERATION + "/plan", service, new PutPlanHandler(callers, parts.keyrings(), audit))
        .get(
            GENERATION + "/plan",
            service,
            new GetKeysHandler(callers, parts.keyrings(), parts.tickets(), audit))
        .post(GENERATION + "/seal", service, new SealHandler(callers, parts.keyrings(), audit))
        .delete(VIDEO + "/keys", service, new DeleteKeysHandler(callers, parts.shred(), audit));
  }
}
