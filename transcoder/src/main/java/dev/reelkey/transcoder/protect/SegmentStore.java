package dev.reelkey.transcoder.protect;

import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the objects of one attempt into the bucket beside the work that makes them; holds the maker
 * up while too many are on their way, so that memory stays flat.
 */
public final class SegmentStore {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
  private static final int ON_THE_WAY = 4;

  private final Bucket bucket;
  private final Attempt attempt;
  private final Executor executor;
  private final Room room;
  private final Semaphore onTheWay = new Semaphore(ON_THE_WAY);
  private final List<StoredSegment> begun = new ArrayList<>();
  private final List<StoredSegment> stored = new ArrayList<>();
  private @Nullable RuntimeException fault;

  public SegmentStore(Bucket bucket, Attempt attempt, Executor executor, Room room) {
    this.bucket = bucket;
    this.attempt = attempt;
    this.executor = executor;
    this.room = room;
  }

  /**
   * Stores {@code content} as {@code segment}; blocks while too many are on their way.
   *
   * @throws StorageFullException if the store has no room for it
   */
  public void put(StoredSegment segment, byte[] content) throws IOException {
    room.require(content.length);
    acquire(1);
    if (fault().isPresent()) {
      onTheWay.release();
      throw new IOException("storing has failed", fault);
    }
    begun.add(segment);
    executor.execute(
        () -> {
          try {
            create(segment, content);
          } catch (RuntimeException e) {
            fail(e);
          } finally {
            onTheWay.release();
          }
        });
  }

  /**
   * Waits for all and returns what is stored, by rendition and segment.
   *
   * @throws StorageUnavailableException if one could not be stored
   */
  public List<StoredSegment> finish() throws IOException {
    acquire(ON_THE_WAY);
    onTheWay.release(ON_THE_WAY);
    if (fault().isPresent()) {
      throw fault().get();
    }
    synchronized (this) {
      return stored.stream()
          .sorted(
              Comparator.comparing((StoredSegment each) -> each.rendition().value())
                  .thenComparingInt(StoredSegment::segment)
                  .thenComparing(StoredSegment::file))
          .toList();
    }
  }

  /** Deletes whatever a failed attempt has stored; nothing may have named it yet. */
  public void abandon() {
    try {
      acquire(ON_THE_WAY);
      onTheWay.release(ON_THE_WAY);
      // Those too whose answer was lost.
      begun.forEach(each -> bucket.delete(attempt.object(each.rendition(), each.file())));
    } catch (IOException | StorageUnavailableException e) {
      LOG.warn("left for the end of the work attempt={} because={}", attempt, e.getMessage());
    }
  }

  /** Whether it was the store that gave up, and not the media. */
  public boolean storageFailed() {
    return fault().filter(StorageUnavailableException.class::isInstance).isPresent();
  }

  private synchronized Optional<RuntimeException> fault() {
    return Optional.ofNullable(fault);
  }

  private void create(StoredSegment segment, byte[] content) {
    String name = attempt.object(segment.rendition(), segment.file());
    if (!bucket.create(name, content, SegmentNames.contentType(segment.rendition()))) {
      throw new IllegalStateException("an attempt's object exists: " + name);
    }
    synchronized (this) {
      stored.add(segment);
    }
  }

  private synchronized void fail(RuntimeException e) {
    if (fault == null) {
      fault = e;
    }
  }

  private void acquire(int permits) throws IOException {
    try {
      onTheWay.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
