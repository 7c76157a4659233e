package dev.reelkey.transcoder.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hands tasks to workers. It may lose everything and may hand a task out twice; the sweep and the
 * create-only objects make up for both. Methods throw {@link
 * dev.reelkey.core.redis.RedisUnavailableException} where the queue does not answer.
 */
public interface TaskQueue {
  /** Adds the task unless it waits or runs already. */
  void add(Task task);

  /**
   * A task for this worker, or empty where none waits. First come those whose worker has not been
   * heard of for the lease. A worker that asks again while it holds a task gets the same one.
   *
   * @param worker one thread of one process
   */
  Optional<Claim> take(String worker);

  /** Tells that the worker still works; false where the task is no longer its own. */
  boolean keep(Claim claim);

  /** The task is done; nothing happens where it is no longer the worker's own. */
  void done(Claim claim);

  /**
   * The task goes back and may be taken again after {@code wait}.
   *
   * @param verdict whether the attempt counts against the task
   */
  void giveBack(Claim claim, Duration wait, Verdict verdict);

  /** Everything that waits or runs. */
  List<Task> tasks();

  /** Lets go of what workers of earlier processes hold; for a process that works alone. */
  void releaseAll();

  /** Whether a failed attempt is the task's fault. */
  enum Verdict {
    COUNTS,
    /** A store or service was away. */
    DOES_NOT_COUNT
  }

  /**
   * A task in a worker's hands.
   *
   * @param entry the queue's own name for it
   * @param attempts how often it was handed out, this time included
   */
  record Claim(Task task, String worker, String entry, int attempts) {}
}
