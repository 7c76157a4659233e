package dev.reelkey.playback.session;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.session.RevokedSessions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes sessions twice over: a mark in Redis that acts at once, and an object that lasts. Where
 * one of the two stores is away its half follows as soon as it is back (FLT-2).
 */
public final class Revocation implements AutoCloseable {
  /** How far a revocation has got. */
  public enum Outcome {
    /** No loss of Redis undoes it. */
    LASTING,
    /** It acts, but is not written down yet. */
    IN_FORCE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);
  private static final Duration FOLLOWING = Duration.ofSeconds(1);
  private static final Duration READING = Duration.ofSeconds(30);
  // One each for reading, marking and keeping: a store that hangs holds up its own.
  private static final int THREADS = 3;

  private final SessionStore store;
  private final RevokedSessions objects;
  private final Set<Session> unmarked = ConcurrentHashMap.newKeySet();
  private final Set<SessionId> unkept = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "revocations");
            thread.setDaemon(true);
            return thread;
          });

  public Revocation(SessionStore store, RevokedSessions objects) {
    this.store = store;
    this.objects = objects;
  }

  /** Begins to read what other instances revoked, and to do what was missed. */
  public void start() {
    every(READING, Duration.ZERO, this::read);
    every(FOLLOWING, FOLLOWING, this::markMissed);
    every(FOLLOWING, FOLLOWING, this::keepMissed);
  }

  /**
   * Ends the session for good.
   *
   * @throws StorageUnavailableException where neither store answers; this instance goes on trying
   */
  public Outcome revoke(Session session) {
    boolean marked = mark(session);
    Outcome outcome = keep(session.id(), marked);
    LOG.info("session revoked sid={} video={} outcome={}", session.id(), session.video(), outcome);
    return outcome;
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

  /** A task that throws would never run again. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private void every(Duration pause, Duration first, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("revocations are behind", e);
          }
        };
    timer.scheduleWithFixedDelay(
        guarded, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean mark(Session session) {
    try {
      store.revoke(session.id(), session.viewer());
      return true;
    } catch (RedisUnavailableException away) {
      unmarked.add(session);
      return false;
    } catch (RuntimeException error) {
      // A Redis that answers with an error marks no better than one that is away.
      LOG.error("redis does not mark sid={}", session.id(), error);
      unmarked.add(session);
      return false;
    }
  }

  private Outcome keep(SessionId session, boolean marked) {
    // While the store is known to be away, whom the mark has served waits for nothing.
    if (marked && !unkept.isEmpty()) {
      unkept.add(session);
      return Outcome.IN_FORCE;
    }
    try {
      objects.add(session);
      return Outcome.LASTING;
    } catch (StorageUnavailableException away) {
      unkept.add(session);
      if (!marked) {
        throw away;
      }
      return Outcome.IN_FORCE;
    }
  }

  private void markMissed() {
    for (Session session : unmarked) {
      try {
        store.revoke(session.id(), session.viewer());
        unmarked.remove(session);
      } catch (RedisUnavailableException stillAway) {
        return;
      } catch (RuntimeException error) {
        // It may lie in this session alone, so the others are tried.
        LOG.debug("still not marked sid={}", session.id(), error);
      }
    }
  }

  private void keepMissed() {
    for (SessionId session : unkept) {
      try {
        objects.add(session);
        unkept.remove(session);
      } catch (StorageUnavailableException stillAway) {
        return;
      }
    }
  }
}
