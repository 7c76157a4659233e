package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.ProgressBoard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches videos for those who follow them, with one thread for all, so that no follower costs one.
 */
public final class VideoEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VideoEvents.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final VideoLife life;
  private final ProgressBoard progress;
  private final Map<VideoId, List<Follower>> followers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer;
  private volatile boolean closed;

  private VideoEvents(VideoLife life, ProgressBoard progress) {
    this.life = life;
    this.progress = progress;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "video-events");
              thread.setDaemon(true);
              return thread;
            });
  }

  public static VideoEvents start(VideoLife life, ProgressBoard progress) {
    VideoEvents events = new VideoEvents(life, progress);
    var unused =
        events.timer.scheduleWithFixedDelay(
            events::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return events;
  }

  /** Where events go. */
  interface Listener {
    boolean isOpen();

    void event(String name, String data);

    void end();
  }

  /** What an event says. */
  private record Data(
      VideoState state,
      @Nullable Double percent,
      @Nullable Double speed,
      @Nullable Long etaSeconds,
      @Nullable String phase,
      @Nullable VideoError error) {}

  private static final Data GONE = new Data(VideoState.DELETED, null, null, null, null, null);

  private static final class Follower {
    private final Listener listener;
    private @Nullable Data last;

    Follower(Listener listener) {
      this.listener = listener;
    }

    void tell(Data now) {
      if (now.equals(last)) {
        return;
      }
      boolean moved = last == null || last.state() != now.state();
      last = now;
      listener.event(moved ? "state" : "progress", Json.write(now));
    }
  }

  /** The listener hears the present state soon, then every change, until the work has ended. */
  void follow(VideoId video, Listener listener) {
    // In one step: a list that is being ended takes nobody in any more.
    followers.compute(
        video,
        (v, those) -> {
          List<Follower> list = those == null ? new CopyOnWriteArrayList<>() : those;
          list.add(new Follower(listener));
          return list;
        });
    if (closed) {
      listener.end();
    }
  }

  /** Ends every follower; whoever comes later is ended at once. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    followers.values().forEach(each -> each.forEach(follower -> follower.listener.end()));
  }

  private void look() {
    for (VideoId video : followers.keySet()) {
      try {
        lookAt(video);
      } catch (StorageUnavailableException e) {
        LOG.debug("events wait", e);
      } catch (RuntimeException | Error e) {
        // What leaves a timer's task ends the timer without a word.
        LOG.error("events failed video={}", video, e);
      }
    }
  }

  private void lookAt(VideoId video) {
    followers.computeIfPresent(
        video,
        (v, list) -> {
          list.removeIf(each -> !each.listener.isOpen());
          return list.isEmpty() ? null : list;
        });
    if (!followers.containsKey(video)) {
      return;
    }
    Data data = life.find(video).map(this::data).orElse(GONE);
    boolean ended =
        switch (data.state()) {
          case READY, FAILED, DELETED -> true;
          case UPLOADING, QUEUED, PROCESSING -> false;
        };
    List<Follower> those = ended ? followers.remove(video) : followers.get(video);
    if (those != null) {
      those.forEach(each -> each.tell(data));
      if (ended) {
        those.forEach(each -> each.listener.end());
      }
    }
  }

  private Data data(VideoRecord record) {
    Optional<VideoView.ProgressView> at = VideoView.progressOf(record, progress);
    return new Data(
        record.state(),
        at.map(VideoView.ProgressView::percent).orElse(null),
        at.map(VideoView.ProgressView::speed).orElse(null),
        at.map(VideoView.ProgressView::etaSeconds).orElse(null),
        at.map(VideoView.ProgressView::phase).orElse(null),
        record.error());
  }
}
