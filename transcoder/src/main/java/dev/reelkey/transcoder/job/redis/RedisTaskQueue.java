package dev.reelkey.transcoder.job.redis;

import dev.reelkey.core.redis.Redis;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Redis stream with one consumer group, and a set of what is in it against doubles. Each method
 * is one script, and each may run twice: Redisson repeats EVAL when an answer is late.
 */
public final class RedisTaskQueue implements TaskQueue {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final List<String> KEYS =
      List.of("reelkey:{tasks}:stream", "reelkey:{tasks}:known");
  // BUSYGROUP, where the group exists, is the usual answer.
  private static final String GROUP =
      "redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0', 'MKSTREAM') ";

  private static final String ADD =
      GROUP
          + "if redis.call('SADD', KEYS[2], ARGV[1]) == 1 then "
          + "redis.call('XADD', KEYS[1], '*', 'task', ARGV[1]) end return {'1'}";

  // Its own first (a repeated script must not take a second one), then stale ones, then new ones.
  private static final String TAKE =
      GROUP
          + "local own = redis.call('XPENDING', KEYS[1], 'workers', '-', '+', 1, ARGV[1]) "
          + "local found = false "
          + "if #own > 0 then found = redis.call('XRANGE', KEYS[1], own[1][1], own[1][1]) "
          + "if #found == 0 then redis.call('XACK', KEYS[1], 'workers', own[1][1]) end end "
          + "if not found or #found == 0 then "
          + "found = redis.call('XAUTOCLAIM', KEYS[1], 'workers', ARGV[1], ARGV[2], '0-0',"
          + " 'COUNT', 1)[2] end "
          + "if #found == 0 or not found[1] then "
          + "local read = redis.call('XREADGROUP', 'GROUP', 'workers', ARGV[1], 'COUNT', 1,"
          + " 'STREAMS', KEYS[1], '>') "
          + "found = read and read[1][2] or {} end "
          + "if #found == 0 or not found[1] then return {} end "
          + "local id = found[1][1] "
          + "local p = redis.call('XPENDING', KEYS[1], 'workers', id, id, 1) "
          + "return {id, found[1][2][2], tostring(p[1][4])}";

  private static final String OWNED =
      GROUP
          + "local p = redis.call('XPENDING', KEYS[1], 'workers', ARGV[2], ARGV[2], 1) "
          + "if #p == 0 or p[1][2] ~= ARGV[1] then return {'0'} end ";

  private static final String KEEP =
      OWNED
          + "redis.call('XCLAIM', KEYS[1], 'workers', ARGV[1], 0, ARGV[2], 'JUSTID')"
          + " return {'1'}";

  private static final String DONE =
      OWNED
          + "redis.call('XACK', KEYS[1], 'workers', ARGV[2]) "
          + "redis.call('XDEL', KEYS[1], ARGV[2]) "
          + "redis.call('SREM', KEYS[2], ARGV[3]) return {'1'}";

  // To a worker that does not exist, so long idle that it is stale when the wait is over.
  private static final String GIVE_BACK =
      OWNED
          + "redis.call('XCLAIM', KEYS[1], 'workers', 'nobody', 0, ARGV[2], 'IDLE', ARGV[3],"
          + " 'RETRYCOUNT', ARGV[4], 'JUSTID') return {'1'}";

  private static final String TASKS =
      "local all = {} for _, e in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do"
          + " all[#all + 1] = e[2][2] end return all";

  private static final String RELEASE_ALL =
      GROUP
          + "for _, p in ipairs(redis.call('XPENDING', KEYS[1], 'workers', '-', '+', 10000)) do "
          + "redis.call('XCLAIM', KEYS[1], 'workers', 'nobody', 0, p[1], 'IDLE', ARGV[1],"
          + " 'JUSTID') end return {'1'}";

  private final Redis redis;
  private final Duration lease;

  /**
   * The queue.
   *
   * @param lease after so long without {@link #keep} a task is handed to another worker
   */
  public RedisTaskQueue(Redis redis, Duration lease) {
    this.redis = redis;
    this.lease = lease;
  }

  @Override
  public void add(Task task) {
    run(ADD, task.text());
  }

  @Override
  public Optional<Claim> take(String worker) {
    List<Object> answer = run(TAKE, worker, millis(lease));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    String entry = text(answer, 0);
    Optional<Task> task = Task.parse(text(answer, 1));
    if (task.isEmpty()) {
      run(DONE, worker, entry, text(answer, 1));
      return Optional.empty();
    }
    return Optional.of(new Claim(task.get(), worker, entry, Integer.parseInt(text(answer, 2))));
  }

  @Override
  public boolean keep(Claim claim) {
    return text(run(KEEP, claim.worker(), claim.entry()), 0).equals("1");
  }

  @Override
  public void done(Claim claim) {
    run(DONE, claim.worker(), claim.entry(), claim.task().text());
  }

  @Override
  public void giveBack(Claim claim, Duration wait, Verdict verdict) {
    long idle = Math.max(0, lease.minus(wait).toMillis());
    int attempts = verdict == Verdict.COUNTS ? claim.attempts() : claim.attempts() - 1;
    run(GIVE_BACK, claim.worker(), claim.entry(), Long.toString(idle), Integer.toString(attempts));
  }

  @Override
  public List<Task> tasks() {
    return run(TASKS).stream().flatMap(each -> Task.parse(String.valueOf(each)).stream()).toList();
  }

  @Override
  public void releaseAll() {
    run(RELEASE_ALL, millis(lease));
  }

  private List<Object> run(String script, String... arguments) {
    return redis.run(script, KEYS, List.of(arguments), PATIENCE);
  }

  private static String text(List<Object> answer, int index) {
    return String.valueOf(answer.get(index));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
