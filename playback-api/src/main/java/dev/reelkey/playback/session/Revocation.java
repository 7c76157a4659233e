package dev.reelkey.playback.session;

import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.session.RevokedSessions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes sessions twice over: an object that lasts, and a mark in Redis that acts at once. Where
 * Redis is away the mark follows as soon as it is back (FLT-2).
 */
public final class Revocation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);
  private static final Duration MARKING = Duration.ofSeconds(1);
  private static final Duration READING = Duration.ofSeconds(30);

  private final SessionStore store;
  private final RevokedSessions objects;
  private final Map<Session, Boolean> unmarked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "revocations");
            thread.setDaemon(true);
            return thread;
          });

  public Revocation(SessionStore store, RevokedSessions objects) {
    this.store = store;
    this.objects = objects;
  }

  /** Begins to read what other instances revoked, and to mark what Redis missed. */
  public void start() {
    timer.scheduleWithFixedDelay(this::read, 0, READING.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        this::mark, MARKING.toMillis(), MARKING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the session for good. */
  public void revoke(Session session) {
    objects.add(session.id());
    try {
      store.revoke(session.id(), session.viewer());
    } catch (RedisUnavailableException away) {
      unmarked.put(session, true);
    }
    LOG.info("session revoked sid={} video={}", session.id(), session.video());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void read() {
    try {
      objects.read();
    } catch (StorageUnavailableException e) {
      LOG.warn("revocations cannot be read now: {}", e.getMessage());
    }
  }

  private void mark() {
    for (Session session : unmarked.keySet()) {
      try {
        store.revoke(session.id(), session.viewer());
        unmarked.remove(session);
      } catch (RedisUnavailableException stillAway) {
        return;
      }
    }
  }
}
