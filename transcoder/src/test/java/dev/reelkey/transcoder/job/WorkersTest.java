package dev.reelkey.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.transcoder.testing.Bench;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicBoolean gaveUp = new AtomicBoolean();

  @Test
  void whoLostItsClaimGivesNothingUp() {
    OneTask queue = new OneTask(false);

    try (Workers workers = work(queue)) {
      Bench.await("the task fails", () -> runs.get() == 1 && workers.running().isEmpty());
    }

    assertThat(gaveUp).isFalse();
    assertThat(queue.done).isFalse();
  }

  @Test
  void whoHasItsClaimGivesUpOnce() {
    OneTask queue = new OneTask(true);

    try (Workers workers = work(queue)) {
      Bench.await("the task fails", () -> runs.get() == 1 && workers.running().isEmpty());
    }

    assertThat(gaveUp).isTrue();
    assertThat(queue.done).isTrue();
  }

  private Workers work(TaskQueue queue) {
    Step failing =
        new Step() {
          @Override
          public void run(Task task) {
            runs.incrementAndGet();
            throw new WorkFailedException("test", "It cannot be done.");
          }

          @Override
          public void giveUp(Task task, VideoError why) {
            gaveUp.set(true);
          }
        };
    return Workers.start(queue, Map.of(Task.Kind.PLAN, failing), "w", 1, Duration.ofHours(1));
  }

  /** Hands out one task once. */
  private static final class OneTask implements TaskQueue {
    private final boolean kept;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();

    OneTask(boolean kept) {
      this.kept = kept;
    }

    @Override
    public void add(Task task) {}

    @Override
    public Optional<Claim> take(String worker) {
      if (taken.getAndSet(true)) {
        return Optional.empty();
      }
      Task task = Task.plan(new RandomIds(new SecureRandom()).video());
      return Optional.of(new Claim(task, worker, "1-0", 1));
    }

    @Override
    public boolean keep(Claim claim) {
      return kept;
    }

    @Override
    public void done(Claim claim) {
      done.set(true);
    }

    @Override
    public void giveBack(Claim claim, Duration wait, Verdict verdict) {}

    @Override
    public List<Task> tasks() {
      return List.of();
    }

    @Override
    public void releaseAll() {}
  }
}
