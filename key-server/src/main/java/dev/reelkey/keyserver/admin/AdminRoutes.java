package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.Scope;
import dev.reelkey.keyserver.audit.AuditReader;
import dev.reelkey.keyserver.audit.BucketAuditLog;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.RingCatalog;
import dev.reelkey.keyserver.rotate.Rewrap;
import dev.reelkey.keyserver.rotate.Shred;
import dev.reelkey.keyserver.rotate.Tickets;
import java.time.Clock;
import java.util.Set;

/** The admin API on the management listener; all of it asks for scope {@code keys:admin}. */
public final class AdminRoutes {
  private static final String KEYS = "/admin/v1/keys";
  private static final String VIDEO = KEYS + "/videos/{id}";

  private AdminRoutes() {}

  /** What the handlers work on. */
  public record Parts(
      RingCatalog catalog,
      Kek kek,
      Rewrap rewrap,
      Shred shred,
      Tickets tickets,
      BucketAuditLog audit,
      AuditReader auditReader) {}

  public static Routes of(Parts parts, AdminAudit audit, Clock clock) {
    Access admin = Access.scope(Scope.KEYS_ADMIN);
    return new Routes(Cors.only(Set.of()))
        .get(KEYS, admin, new ListKeyringsHandler(parts.catalog()))
        .get(VIDEO, admin, new ShowKeyringsHandler(parts.catalog()))
        .get(KEYS + "/kek", admin, new KekHandler(parts.kek()))
        .post(KEYS + "/kek/rotate", admin, new RotateKekHandler(parts.kek(), audit))
        .post(KEYS + "/rewrap", admin, new RewrapHandler(parts.rewrap(), audit))
        .post(
            VIDEO + "/shred",
            admin,
            new ShredHandler(parts.shred(), parts.catalog(), parts.kek(), audit))
        .post(
            VIDEO + "/generations/{generation}/ticket",
            admin,
            new TicketHandler(parts.tickets(), audit))
        .get("/admin/v1/audit", admin, new AuditHandler(parts.audit(), parts.auditReader(), clock));
  }
}
