package dev.reelkey.keyserver;

import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.keyserver.audit.BucketAuditLog;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the key-server does by itself: writes the audit and reads revocations. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final ScheduledExecutorService threads;
  private final RevokedSessions revoked;
  private final BucketAuditLog audit;
  private volatile boolean revocationsRead;

  private Housekeeping(RevokedSessions revoked, BucketAuditLog audit) {
    this.revoked = revoked;
    this.audit = audit;
    // Two, so that a slow listing of revocations does not hold up the audit.
    this.threads =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "key-server-housekeeping");
              thread.setDaemon(true);
              return thread;
            });
  }

  static Housekeeping start(
      KeyServerConfig config, RevokedSessions revoked, BucketAuditLog audit, Platform platform) {
    Housekeeping work = new Housekeeping(revoked, audit);
    work.repeat(work.audit::flush, config.auditFlush());
    work.repeat(work::readRevocations, config.revocationPoll());
    platform.metrics().gauge("reelkey.audit.buffered", audit, BucketAuditLog::buffered);
    // A key-server that has not read them could give keys to a revoked session.
    platform.health().require("key-server.revocations", () -> work.revocationsRead);
    return work;
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    audit.flush();
  }

  private void readRevocations() {
    try {
      revoked.read();
      revocationsRead = true;
    } catch (StorageUnavailableException e) {
      LOG.warn("revocations are not read: {}", e.getMessage());
    }
  }

  /** A task that throws would never run again. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private void repeat(Runnable task, Duration pause) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("housekeeping failed", e);
          }
        };
    threads.scheduleWithFixedDelay(guarded, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }
}
