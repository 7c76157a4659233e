package dev.reelkey.core.platform;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.BucketSelfTest;
import dev.reelkey.core.s3.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store may be relied on: it answers, and has passed the self-test once. Where it is
 * away at the start, the test is repeated until it passes.
 */
final class StoreReadiness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReadiness.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bucket bucket;
  private final RandomIds ids;
  private final String prefix;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "store-self-test");
            daemon.setDaemon(true);
            return daemon;
          });
  private volatile boolean passed;

  private StoreReadiness(Bucket bucket, RandomIds ids, String prefix) {
    this.bucket = bucket;
    this.ids = ids;
    this.prefix = prefix;
  }

  /**
   * Tests the store, or begins to.
   *
   * @param prefix where this service may read and create
   * @throws IllegalStateException if it is found unfit at once
   */
  static StoreReadiness begin(Bucket bucket, RandomIds ids, String prefix) {
    StoreReadiness readiness = new StoreReadiness(bucket, ids, prefix);
    readiness.testFirst();
    return readiness;
  }

  boolean holds() {
    return passed && answers();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A store that hangs delays the start for a moment only. */
  private void testFirst() {
    Future<?> first = thread.submit(this::test);
    thread.scheduleWithFixedDelay(this::testAgain, 1, 1, TimeUnit.SECONDS);
    try {
      first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      thread.shutdownNow();
      Throwable unfit = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(unfit.getMessage(), unfit);
    } catch (TimeoutException e) {
      LOG.warn("not ready, the store does not answer the self-test");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void test() {
    try {
      BucketSelfTest.run(bucket, ids, prefix);
      passed = true;
    } catch (StorageUnavailableException e) {
      LOG.warn("not ready, the store does not take the self-test: {}", e.getMessage());
    }
  }

  private void testAgain() {
    try {
      if (!passed) {
        test();
      }
      if (passed) {
        thread.shutdown();
      }
    } catch (IllegalStateException unfit) {
      LOG.error("never ready: {}", unfit.getMessage());
      thread.shutdown();
    }
  }

  private boolean answers() {
    try {
      bucket.head(prefix + "health");
      return true;
    } catch (StorageUnavailableException e) {
      return false;
    }
  }
}
