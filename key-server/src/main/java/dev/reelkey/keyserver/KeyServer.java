package dev.reelkey.keyserver;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.keyserver.admin.AdminAudit;
import dev.reelkey.keyserver.admin.AdminRoutes;
import dev.reelkey.keyserver.audit.AuditReader;
import dev.reelkey.keyserver.audit.BucketAuditLog;
import dev.reelkey.keyserver.bouncycastle.EllipticCurves;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.internal.InternalRoutes;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingCatalog;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.keyring.SourceKeys;
import dev.reelkey.keyserver.release.Holding;
import dev.reelkey.keyserver.release.KeyRequestHandler;
import dev.reelkey.keyserver.release.Pace;
import dev.reelkey.keyserver.release.ReleaseParts;
import dev.reelkey.keyserver.rotate.Rewrap;
import dev.reelkey.keyserver.rotate.Shred;
import dev.reelkey.keyserver.rotate.Tickets;
import io.undertow.server.HttpHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/** The assembled key-server: the only holder of the key-encryption key. */
public final class KeyServer implements AutoCloseable {
  /** Of 64 worker threads; the others stay free for requests that keep to their pace. */
  private static final int HELD_REQUESTS = 16;

  private final KeyRequestHandler keyRequests;
  private final Routes internalRoutes;
  private final Routes managementRoutes;
  private final AdminAudit adminAudit;
  private final KeyringCache cache;
  private final Housekeeping housekeeping;

  private KeyServer(
      KeyRequestHandler keyRequests,
      Routes internalRoutes,
      Routes managementRoutes,
      AdminAudit adminAudit,
      KeyringCache cache,
      Housekeeping housekeeping) {
    this.keyRequests = keyRequests;
    this.internalRoutes = internalRoutes;
    this.managementRoutes = managementRoutes;
    this.adminAudit = adminAudit;
    this.cache = cache;
    this.housekeeping = housekeeping;
  }

  /**
   * Builds the service and starts its threads.
   *
   * @param viewerKeys verify key requests
   * @param serviceKeys verify the transcoder's service tokens
   * @throws IllegalArgumentException if the keystore does not open
   */
  public static KeyServer assemble(
      KeyServerConfig config,
      Platform platform,
      ReleaseParts.Keys viewerKeys,
      PublicKeys serviceKeys) {
    Kek kek = openKek(config, platform.random());
    return assemble(config, kek, platform, viewerKeys, serviceKeys);
  }

  /**
   * Opens the keystore. It stretches the pass phrase, which is the longest part of a start and can
   * go on beside the others.
   *
   * @throws IllegalArgumentException if the keystore does not open
   */
  public static Kek openKek(KeyServerConfig config, SecureRandom random) {
    return config.makeKeystore()
        ? KeystoreKek.openOrCreate(config.keystore(), config.passPhrase(), random)
        : KeystoreKek.open(config.keystore(), config.passPhrase(), random);
  }

  /** The same on an opened keystore. */
  public static KeyServer assemble(
      KeyServerConfig config,
      Kek kek,
      Platform platform,
      ReleaseParts.Keys viewerKeys,
      PublicKeys serviceKeys) {
    Clock clock = platform.clock();
    platform.health().require("key-server.kek", kek::isCurrent);
    SealedRevisions revisions = new SealedRevisions(platform.bucket(), kek, platform.random());
    Keyrings keyrings = new Keyrings(revisions, platform.ids(), platform.random(), clock);
    KeyringCache cache = new KeyringCache(revisions, clock, StoreReaders.start());
    BucketAuditLog audit =
        new BucketAuditLog(platform.bucket(), clock, platform.ids().text(5), config.auditBuffer());
    RevokedSessions revoked = new RevokedSessions(platform.bucket(), clock);
    Rewrap rewrap = new Rewrap(revisions, kek);
    Shred shred = new Shred(revisions, keyrings, cache, rewrap, kek);
    Tickets tickets = new Tickets(kek, platform.random(), clock);
    Routes internal =
        InternalRoutes.of(
            new InternalRoutes.Parts(
                keyrings, new SourceKeys(revisions, platform.random()), tickets, shred, audit),
            serviceKeys,
            config.keysPerHour(),
            clock);
    AdminAudit adminAudit = new AdminAudit(audit, clock);
    Routes admin =
        AdminRoutes.of(
            new AdminRoutes.Parts(
                new RingCatalog(revisions),
                kek,
                rewrap,
                shred,
                tickets,
                audit,
                new AuditReader(platform.bucket(), clock)),
            adminAudit,
            clock);
    KeyRequestHandler requests =
        new ReleaseParts(
                cache,
                revoked,
                platform.redis(),
                audit,
                new Holding(time -> Thread.sleep(time.toMillis()), HELD_REQUESTS),
                platform.ids(),
                clock,
                platform.metrics())
            .handler(rules(config), viewerKeys, EllipticCurves.provider());
    Housekeeping housekeeping = Housekeeping.start(config, revoked, audit, platform);
    return new KeyServer(requests, internal, admin, adminAudit, cache, housekeeping);
  }

  /** Where administrative acts of the same process are recorded. */
  public AdminAudit adminAudit() {
    return adminAudit;
  }

  /** Key paths and nothing else, for a process that serves no media. */
  public Routes publicRoutes() {
    return new Routes(Cors.open())
        .get(
            "/t/*",
            Access.checkedByHandler("edge token in the path, playback token in the header"),
            keyRequests);
  }

  /** Answers paths below {@code /t/} that name a key. */
  public HttpHandler keyRequests() {
    return keyRequests;
  }

  /** The internal API, for a listener of its own. */
  public Routes internalRoutes() {
    return internalRoutes;
  }

  /** The admin API, for the management listener. */
  public Routes managementRoutes() {
    return managementRoutes;
  }

  /** Stops the threads and writes what is left of the audit. */
  @Override
  public void close() {
    housekeeping.close();
    cache.close();
  }

  private static ReleaseParts.Rules rules(KeyServerConfig config) {
    return new ReleaseParts.Rules(
        config.publicUrl().toString(),
        Set.copyOf(java.util.List.of(config.publicUrl(), config.mediaUrl())),
        config.nonceRequired(),
        config.sessionStoreLimit(),
        Pace.USUAL,
        Pace.DEGRADED,
        config.addresses());
  }
}
