package dev.reelkey.transcoder.job;

import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.transcoder.job.TaskQueue.Claim;
import dev.reelkey.transcoder.job.TaskQueue.Verdict;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import dev.reelkey.transcoder.protect.StorageFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that take tasks and do them, and one that keeps their claims alive meanwhile. */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration AWAY = Duration.ofSeconds(2);
  private static final Duration FULL = Duration.ofSeconds(30);
  private static final int MOST_ATTEMPTS = 4;
  private static final VideoError GAVE_UP =
      new VideoError(
          "gave_up", "The work failed several times. Please retry, or tell the operator.");

  private final TaskQueue queue;
  private final Map<Task.Kind, Step> steps;
  private final Map<String, Claim> running = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService heartbeat;
  private volatile boolean closed;

  private Workers(TaskQueue queue, Map<Task.Kind, Step> steps) {
    this.queue = queue;
    this.steps = Map.copyOf(steps);
    this.heartbeat =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "task-heartbeat"));
  }

  /**
   * Starts working.
   *
   * @param process names this process among all others
   * @param lease of the queue; claims are renewed three times in it
   */
  public static Workers start(
      TaskQueue queue, Map<Task.Kind, Step> steps, String process, int count, Duration lease) {
    Workers workers = new Workers(queue, steps);
    long beat = Math.max(1, lease.toMillis() / 3);
    var unused =
        workers.heartbeat.scheduleAtFixedRate(workers::beat, beat, beat, TimeUnit.MILLISECONDS);
    for (int i = 0; i < count; i++) {
      String name = process + "-" + i;
      Thread thread = daemon(() -> workers.work(name), "worker-" + i);
      workers.threads.add(thread);
      thread.start();
    }
    return workers;
  }

  /** What this process is doing now. */
  public Set<Task> running() {
    return running.values().stream().map(Claim::task).collect(Collectors.toUnmodifiableSet());
  }

  /** Interrupts the work; what was begun goes back to the queue. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    heartbeat.shutdownNow();
  }

  private void work(String worker) {
    while (!closed) {
      try {
        Optional<Claim> claim = queue.take(worker);
        if (claim.isPresent()) {
          handle(claim.get());
        } else {
          pause(IDLE);
        }
      } catch (RedisUnavailableException e) {
        pause(AWAY);
      } catch (RuntimeException | Error e) {
        LOG.error("the queue answered what it may not", e);
        pause(AWAY);
      }
    }
  }

  private void handle(Claim claim) {
    Task task = claim.task();
    Step step = steps.get(task.kind());
    if (step == null) {
      queue.done(claim);
      return;
    }
    running.put(claim.entry(), claim);
    try {
      step.run(task);
      finish(claim, () -> queue.done(claim));
    } catch (StorageUnavailableException
        | RedisUnavailableException
        | KeyServerUnavailableException e) {
      LOG.warn("task waits task={} because={}", task, e.getMessage());
      finish(claim, () -> queue.giveBack(claim, AWAY, Verdict.DOES_NOT_COUNT));
    } catch (StorageFullException e) {
      LOG.warn("task waits for room task={}", task);
      finish(claim, () -> queue.giveBack(claim, FULL, Verdict.DOES_NOT_COUNT));
    } catch (WorkFailedException e) {
      giveUp(claim, step, e.error());
    } catch (KeysRefusedException e) {
      giveUp(
          claim,
          step,
          new VideoError(
              "keys_refused", "The keys of this video are not to be had. Please upload it again."));
    } catch (MediaFailureException e) {
      mediaFailed(claim, step, e);
    } catch (RuntimeException | Error e) {
      // A thread that ended here would never be replaced.
      LOG.error("task failed task={} attempt={}", task, claim.attempts(), e);
      again(claim, step, GAVE_UP);
    } finally {
      running.remove(claim.entry());
    }
  }

  private void mediaFailed(Claim claim, Step step, MediaFailureException e) {
    MediaFailure failure = e.failure();
    if (closed || failure == MediaFailure.STOPPED) {
      finish(claim, () -> queue.giveBack(claim, Duration.ZERO, Verdict.DOES_NOT_COUNT));
      return;
    }
    LOG.warn("media failed task={} attempt={} {}", claim.task(), claim.attempts(), e.getMessage());
    VideoError error = new VideoError(failure.code(), failure.sentence());
    if (failure.worthRetrying()) {
      again(claim, step, error);
    } else {
      giveUp(claim, step, error);
    }
  }

  private void again(Claim claim, Step step, VideoError error) {
    if (closed) {
      finish(claim, () -> queue.giveBack(claim, Duration.ZERO, Verdict.DOES_NOT_COUNT));
    } else if (claim.attempts() >= MOST_ATTEMPTS) {
      giveUp(claim, step, error);
    } else {
      Duration wait = Duration.ofSeconds(1L << Math.min(4, claim.attempts()));
      finish(claim, () -> queue.giveBack(claim, wait, Verdict.COUNTS));
    }
  }

  private void giveUp(Claim claim, Step step, VideoError error) {
    finish(
        claim,
        () -> {
          // Who was away too long may be wrong about work that somebody else does meanwhile.
          if (queue.keep(claim)) {
            step.giveUp(claim.task(), error);
            queue.done(claim);
          }
        });
  }

  /** An end that cannot be told to queue or store is found again: by the lease, or by the sweep. */
  private static void finish(Claim claim, Runnable end) {
    // Interrupted by close: the queue must still hear of it.
    boolean interrupted = Thread.interrupted();
    try {
      end.run();
    } catch (StorageUnavailableException | RedisUnavailableException e) {
      LOG.warn("task end not told task={} because={}", claim.task(), e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void beat() {
    for (Claim claim : running.values()) {
      try {
        if (!queue.keep(claim)) {
          LOG.info("task is no longer ours task={}", claim.task());
        }
      } catch (RuntimeException | Error e) {
        LOG.warn("heartbeat failed task={} because={}", claim.task(), e.getMessage());
      }
    }
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
