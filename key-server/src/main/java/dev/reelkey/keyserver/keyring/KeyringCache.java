package dev.reelkey.keyserver.keyring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keyrings in memory. One that was found the highest within the last second is used as it is, so a
 * shred is seen within two. While the store is silent, one that was good a minute ago still is: a
 * restart of the store costs no viewer a key. Not longer, because the store may be silent to this
 * instance alone while another one shreds. A silence is remembered: the store is asked on, but only
 * one request in a second waits for it, so that its hang takes no workers.
 */
public final class KeyringCache implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration STALE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration FIRST_READ = Duration.ofSeconds(3);
  private static final Duration CHECK = Duration.ofMillis(800);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Some 100 MB: the ring of a long film has thousands of keys, that of a clip a handful. */
  private static final int MAX_KEYS = 300_000;

  private final SealedRevisions revisions;
  private final Clock clock;
  private final ExecutorService reader;
  private final Map<RingName, CompletableFuture<Held>> reads = new ConcurrentHashMap<>();

  /** When the next request may wait for the store; {@link Instant#EPOCH} where each may. */
  // In milliseconds of the clock; 0 while the store answers.
  private final AtomicLong silentUntil = new AtomicLong();

  private final Cache<RingName, Held> held =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEYS)
          .weigher((RingName name, Held each) -> each.weight())
          .expireAfterAccess(IDLE)
          // Without it idle keys would stay in memory until the next request.
          .scheduler(Scheduler.systemScheduler())
          .build();

  /**
   * A cache whose reads of the store run on {@code reader}.
   *
   * @param reader a bounded pool, shut down by {@link #close}
   */
  public KeyringCache(SealedRevisions revisions, Clock clock, ExecutorService reader) {
    this.revisions = revisions;
    this.clock = clock;
    this.reader = reader;
  }

  private record Held(Optional<Keyring> ring, long revision, Instant checked) {
    int weight() {
      return 1 + ring.map(keys -> keys.entries().size()).orElse(0);
    }
  }

  /**
   * Empty where the generation has no keys or its keys are shredded.
   *
   * @throws KeyringUnavailableException if that cannot be known now
   */
  public Optional<Keyring> find(VideoId video, GenerationId generation) {
    RingName name = RingName.of(video, generation);
    Held known = held.getIfPresent(name);
    if (known == null) {
      return refreshed(name, FIRST_READ).ring();
    }
    Instant now = clock.instant();
    if (now.isBefore(known.checked().plus(FRESH))) {
      return known.ring();
    }
    try {
      return refreshed(name, CHECK).ring();
    } catch (KeyringUnavailableException e) {
      if (e.getCause() instanceof SealBrokenException || now.isAfter(known.checked().plus(STALE))) {
        throw e;
      }
      return known.ring();
    }
  }

  /** Forgets what is known of a video's keyrings, at once. */
  public void evict(VideoId video) {
    held.asMap().keySet().removeIf(name -> name.video().equals(video));
  }

  @Override
  public void close() {
    reader.shutdownNow();
    held.invalidateAll();
  }

  private Held refreshed(RingName name, Duration limit) {
    Duration wait = isSilent() ? Duration.ZERO : limit;
    try {
      Held now = reading(name).get(wait.toMillis(), TimeUnit.MILLISECONDS);
      silentUntil.set(0);
      return now;
    } catch (ExecutionException e) {
      throw new KeyringUnavailableException("reading keyring " + name, e.getCause());
    } catch (TimeoutException e) {
      if (!wait.isZero()) {
        silentUntil.set(clock.millis() + PAUSE.toMillis());
      }
      throw new KeyringUnavailableException("the store is silent about " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyringUnavailableException("interrupted", e);
    }
  }

  /** Whether not to wait for the store now; the first who asks after a pause begins the next. */
  private boolean isSilent() {
    long until = silentUntil.get();
    long now = clock.millis();
    return until != 0 && (now < until || !silentUntil.compareAndSet(until, now + PAUSE.toMillis()));
  }

  /** The one read of this ring that is under way, begun here if there is none. */
  private CompletableFuture<Held> reading(RingName name) {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    CompletableFuture<Held> running = reads.putIfAbsent(name, mine);
    if (running != null) {
      return running;
    }
    try {
      reader.execute(() -> complete(name, mine));
    } catch (RejectedExecutionException e) {
      reads.remove(name, mine);
      mine.completeExceptionally(e);
    }
    return mine;
  }

  private void complete(RingName name, CompletableFuture<Held> answer) {
    try {
      Held now = read(name);
      held.put(name, now);
      answer.complete(now);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    } finally {
      reads.remove(name, answer);
    }
  }

  private Held read(RingName name) {
    // Taken before the read: what a shred does meanwhile is seen by the next check.
    Instant began = clock.instant();
    Held known = held.getIfPresent(name);
    if (known != null && known.revision() > 0 && revisions.isLatest(name, known.revision())) {
      return new Held(known.ring(), known.revision(), began);
    }
    Optional<StoredRing> stored = revisions.latest(name);
    return new Held(
        stored.flatMap(Keyrings::opened), stored.map(StoredRing::revision).orElse(0L), began);
  }
}
