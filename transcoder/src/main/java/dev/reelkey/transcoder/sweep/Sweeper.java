package dev.reelkey.transcoder.sweep;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds again what a lost queue or a crash left: looks at every open video at the start and from
 * time to time. S3 is the truth; the queue is filled from it.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Bucket bucket;
  private final Consumer<VideoId> look;
  private final ScheduledExecutorService timer;

  private Sweeper(Bucket bucket, Consumer<VideoId> look) {
    this.bucket = bucket;
    this.look = look;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sweeper");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts with a first sweep at once.
   *
   * @param look sees to one open video
   */
  public static Sweeper start(Bucket bucket, Consumer<VideoId> look, Duration every) {
    Sweeper sweeper = new Sweeper(bucket, look);
    var unused =
        sweeper.timer.scheduleWithFixedDelay(
            sweeper::sweep, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return sweeper;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void sweep() {
    try {
      List<VideoId> open = new ArrayList<>();
      bucket.listAll(
          ObjectLayout.OPEN,
          each -> {
            String name = each.name().substring(ObjectLayout.OPEN.length());
            // S3Proxy lists uploads in progress as <key>-<uuid>.
            if (name.matches("[a-z2-7]{26}")) {
              open.add(new VideoId(name));
            }
          });
      open.forEach(this::lookAt);
    } catch (StorageUnavailableException e) {
      LOG.warn("sweep put off because={}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // What leaves a timer's task ends the timer without a word.
      LOG.error("sweep failed", e);
    }
  }

  private void lookAt(VideoId video) {
    try {
      look.accept(video);
    } catch (StorageUnavailableException
        | RedisUnavailableException
        | KeyServerUnavailableException e) {
      LOG.warn("sweep put off video={} because={}", video, e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("sweep failed video={}", video, e);
    }
  }
}
