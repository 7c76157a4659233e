package dev.reelkey.transcoder.sweep;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.s3.StoredObject;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import dev.reelkey.transcoder.publish.Leftovers;
import dev.reelkey.transcoder.video.VideoLife;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, now and then, at every video for objects that a worker left which was believed dead and
 * wrote on after all. A video is let alone for a grace after its last change.
 */
public final class Reaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final Duration GRACE = Duration.ofHours(1);
  private static final String VIDEOS = "videos/";
  private static final int ID = 26;

  private final Bucket bucket;
  private final VideoLife life;
  private final Leftovers leftovers;
  private final Clock clock;
  private final ScheduledExecutorService timer;

  /** One that reaps only when asked. */
  public Reaper(Bucket bucket, VideoLife life, Leftovers leftovers, Clock clock) {
    this.bucket = bucket;
    this.life = life;
    this.leftovers = leftovers;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "reaper");
              thread.setDaemon(true);
              return thread;
            });
  }

  public static Reaper start(
      Bucket bucket, VideoLife life, Leftovers leftovers, Duration every, Clock clock) {
    Reaper reaper = new Reaper(bucket, life, leftovers, clock);
    var unused =
        reaper.timer.scheduleWithFixedDelay(
            reaper::reapSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return reaper;
  }

  /** Goes over all videos once. */
  public void reap() {
    String after = VIDEOS;
    List<StoredObject> next = bucket.list(VIDEOS, after, 1);
    while (!next.isEmpty()) {
      String id = next.get(0).name().substring(VIDEOS.length(), VIDEOS.length() + ID);
      lookAt(new VideoId(id));
      // '0' follows '/': one LIST per video, whatever lies below it.
      after = VIDEOS + id + "0";
      next = bucket.list(VIDEOS, after, 1);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void reapSafely() {
    try {
      reap();
    } catch (StorageUnavailableException | KeyServerUnavailableException e) {
      LOG.warn("reaping put off because={}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // What leaves a timer's task ends the timer without a word.
      LOG.error("reaping failed", e);
    }
  }

  private void lookAt(VideoId video) {
    boolean open = bucket.head(ObjectLayout.open(video)).isPresent();
    life.find(video)
        .filter(record -> !open)
        .filter(record -> record.updated().plus(GRACE).isBefore(clock.instant()))
        .ifPresent(record -> leftovers.clear(video));
  }
}
