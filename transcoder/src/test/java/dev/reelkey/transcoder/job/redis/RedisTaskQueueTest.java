package dev.reelkey.transcoder.job.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskQueue.Claim;
import dev.reelkey.transcoder.job.TaskQueue.Verdict;
import dev.reelkey.transcoder.testing.Bench;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisTaskQueueTest {
  /** It ends in no test by itself, however long the machine pauses. */
  private static final Duration LEASE = Duration.ofHours(1);

  private static final Duration SHORT_LEASE = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static RealRedis server;

  private final RandomIds ids = new RandomIds(new SecureRandom());
  private Redis redis;
  private RedisTaskQueue queue;

  @BeforeAll
  static void startServer() {
    server = RealRedis.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    redis = server.open();
    redis.run("redis.call('FLUSHALL') return {'1'}", List.of(), List.of(), PATIENCE);
    queue = new RedisTaskQueue(redis, LEASE);
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void tasksComeInTheirOrderEachToOneWorker() {
    Task first = Task.plan(ids.video());
    Task second = Task.media(ids.video(), ids.generation(), "video-0000");
    queue.add(first);
    queue.add(second);

    assertThat(queue.take("a").map(Claim::task)).hasValue(first);
    assertThat(queue.take("b").map(Claim::task)).hasValue(second);
    assertThat(queue.take("c")).isEmpty();
  }

  @Test
  void aTaskThatWaitsOrRunsIsNotAddedAgain() {
    Task task = Task.plan(ids.video());
    queue.add(task);
    queue.add(task);
    Claim claim = queue.take("a").orElseThrow();
    queue.add(task);

    assertThat(queue.take("b")).isEmpty();
    queue.done(claim);
    queue.add(task);
    assertThat(queue.take("b")).isPresent();
  }

  @Test
  @DisplayName("a repeated script hands out nothing twice: Redisson repeats EVAL")
  void aWorkerThatAsksAgainGetsTheSameTask() {
    queue.add(Task.plan(ids.video()));
    queue.add(Task.plan(ids.video()));

    Claim once = queue.take("a").orElseThrow();
    assertThat(queue.take("a").orElseThrow().entry()).isEqualTo(once.entry());
  }

  @Test
  void aSilentWorkersTaskGoesToAnotherAndItsLateEndChangesNothing() {
    queue.add(Task.plan(ids.video()));
    Claim silent = queue.take("a").orElseThrow();

    Claim next = awaitTake(new RedisTaskQueue(redis, SHORT_LEASE), "b");

    assertThat(next.entry()).isEqualTo(silent.entry());
    assertThat(next.attempts()).isEqualTo(2);
    assertThat(queue.keep(silent)).isFalse();
    queue.done(silent);
    assertThat(queue.keep(next)).isTrue();
    assertThat(queue.tasks()).hasSize(1);
  }

  @Test
  void aTaskThatIsKeptStaysItsWorkers() {
    queue.add(Task.plan(ids.video()));
    Claim claim = queue.take("a").orElseThrow();
    letItsLeaseEnd(claim);
    assertThat(queue.keep(claim)).isTrue();
    assertThat(queue.take("b")).isEmpty();

    letItsLeaseEnd(claim);
    assertThat(queue.take("b")).isPresent();
  }

  @Test
  void whatIsGivenBackComesAgainAfterTheWaitAndCountsOnlyIfItShould() {
    queue.add(Task.plan(ids.video()));
    queue.giveBack(queue.take("a").orElseThrow(), Duration.ZERO, Verdict.COUNTS);
    Claim second = queue.take("a").orElseThrow();
    assertThat(second.attempts()).isEqualTo(2);

    Duration wait = LEASE.dividedBy(2);
    queue.giveBack(second, wait, Verdict.DOES_NOT_COUNT);
    assertThat(queue.take("a")).isEmpty();
    // To a lease that is shorter by the wait, the wait is over.
    RedisTaskQueue later = new RedisTaskQueue(redis, LEASE.minus(wait));
    assertThat(later.take("a").orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void aProcessThatWorksAloneTakesOverAtOnce() {
    queue.add(Task.plan(ids.video()));
    assertThat(queue.take("dead")).isPresent();
    assertThat(queue.take("a")).isEmpty();

    queue.releaseAll();

    assertThat(queue.take("a")).isPresent();
  }

  @Test
  void whatIsNoTaskIsThrownAway() {
    redis.run(
        "redis.call('XADD', KEYS[1], '*', 'task', 'rm -rf') return {'1'}",
        List.of("reelkey:{tasks}:stream"),
        List.of(),
        PATIENCE);
    GenerationId generation = ids.generation();
    queue.add(Task.finish(ids.video(), generation));
    List<Task> taken = new ArrayList<>();
    Bench.await(
        "the good task",
        () -> {
          queue.take("a").map(Claim::task).ifPresent(taken::add);
          return !taken.isEmpty();
        });

    assertThat(taken.get(0).requireGeneration()).isEqualTo(generation);
  }

  /** As if its worker had been silent for so long. */
  private void letItsLeaseEnd(Claim claim) {
    redis.run(
        "redis.call('XCLAIM', KEYS[1], 'workers', ARGV[1], 0, ARGV[2], 'IDLE', ARGV[3], 'JUSTID')"
            + " return {'1'}",
        List.of("reelkey:{tasks}:stream"),
        List.of(claim.worker(), claim.entry(), Long.toString(LEASE.toMillis())),
        PATIENCE);
  }

  private static Claim awaitTake(RedisTaskQueue queue, String worker) {
    List<Claim> taken = new ArrayList<>();
    Bench.await(
        "a task for " + worker,
        () -> {
          Optional<Claim> claim = queue.take(worker);
          claim.ifPresent(taken::add);
          return claim.isPresent();
        });
    return taken.get(0);
  }
}
