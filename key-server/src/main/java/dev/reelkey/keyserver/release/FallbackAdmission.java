package dev.reelkey.keyserver.release;

import dev.reelkey.core.redis.RedisRefusesException;
import dev.reelkey.core.redis.RedisUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the session store, and this instance while the store is silent. An error that the store
 * answers with is no silence: the request is refused, and the degraded way stays shut.
 */
final class FallbackAdmission implements Admission {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackAdmission.class);

  /** After a silence the store is left alone for this long, so that no request waits in vain. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Admission store;
  private final Admission local;
  private final Clock clock;
  private volatile Instant silentUntil = Instant.EPOCH;

  FallbackAdmission(Admission store, Admission local, Clock clock) {
    this.store = store;
    this.local = local;
    this.clock = clock;
  }

  @Override
  public AdmissionResult admit(AdmissionRequest request) {
    if (clock.instant().isBefore(silentUntil)) {
      return local.admit(request);
    }
    try {
      return store.admit(request);
    } catch (RedisRefusesException answered) {
      throw answered;
    } catch (RedisUnavailableException e) {
      LOG.warn("session store is silent, answering alone: {}", e.getMessage());
      silentUntil = clock.instant().plus(PAUSE);
      return local.admit(request);
    }
  }
}
