package dev.reelkey.keyserver.audit;

import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded buffer that is written to {@code audit/…jsonl} objects every few seconds. */
public final class BucketAuditLog implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(BucketAuditLog.class);
  private static final int BATCH = 5_000;
  private static final int NAMES = 3;

  /** Lines between two writes: some 20 MB an hour for the store at the usual two seconds. */
  private static final int STRANGERS = 50;

  private final Bucket bucket;
  private final Clock clock;
  private final String instance;
  private final int capacity;
  private final BlockingQueue<String> buffer;
  private final AtomicLong strangers = new AtomicLong();
  private List<String> unwritten = List.of();
  private String unwrittenName = "";
  private long sequence;

  /**
   * A log whose owner calls {@link #flush} every few seconds and at the end.
   *
   * @param instance tells the objects of several key-servers apart
   * @param capacity lines held while the store is silent
   */
  public BucketAuditLog(Bucket bucket, Clock clock, String instance, int capacity) {
    this.bucket = bucket;
    this.clock = clock;
    this.instance = instance;
    this.capacity = capacity;
    this.buffer = new ArrayBlockingQueue<>(capacity);
  }

  @Override
  public boolean granted(KeyEvent event) {
    return buffer.offer(event.line());
  }

  @Override
  public void refused(KeyEvent event) {
    if (buffer.size() >= capacity / 2 || !buffer.offer(event.line())) {
      LOG.warn("audit buffer is filling: act={} outcome={}", event.act(), event.outcome());
    }
  }

  @Override
  public void refusedStranger(KeyEvent event) {
    if (strangers.getAndIncrement() < strangersListed()) {
      refused(event);
    }
  }

  public int buffered() {
    return buffer.size();
  }

  /** Writes what is buffered; what the store does not take stays for the next call. */
  public synchronized void flush() {
    if (unwritten.isEmpty()) {
      countStrangers();
    }
    try {
      int taken = 0;
      while (taken < NAMES && !(unwritten.isEmpty() && buffer.isEmpty())) {
        taken += writeOne() ? 0 : 1;
      }
    } catch (StorageUnavailableException e) {
      LOG.warn("audit is not written yet, lines={}: {}", buffered(), e.getMessage());
    }
  }

  /** Once for each write: while the store is silent, no further stranger has a line. */
  private void countStrangers() {
    long unlisted = strangers.getAndSet(0) - strangersListed();
    if (unlisted > 0) {
      Map<String, String> count = Map.of("count", Long.toString(unlisted));
      refused(new KeyEvent(clock.instant(), "strangers", "not_listed", count));
    }
  }

  private int strangersListed() {
    return Math.min(STRANGERS, capacity / 4);
  }

  /** False where the name is taken; the lines stay, for another name. */
  private boolean writeOne() {
    if (unwritten.isEmpty()) {
      List<String> batch = new ArrayList<>();
      buffer.drainTo(batch, BATCH);
      // The name is kept over retries: a lost answer then finds its own object.
      unwrittenName = nextName();
      unwritten = batch;
    }
    byte[] lines = (String.join("\n", unwritten) + "\n").getBytes(StandardCharsets.UTF_8);
    boolean written = bucket.create(unwrittenName, lines, "application/x-ndjson");
    if (written) {
      unwritten = List.of();
    } else {
      LOG.error("audit object exists with other content, name={}", unwrittenName);
      unwrittenName = nextName();
    }
    return written;
  }

  private String nextName() {
    Instant now = clock.instant();
    sequence++;
    return ObjectLayout.audit(now, now.toEpochMilli() + "-" + instance + "-" + sequence);
  }
}
