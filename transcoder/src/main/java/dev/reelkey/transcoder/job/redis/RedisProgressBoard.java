package dev.reelkey.transcoder.job.redis;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.transcoder.job.ProgressBoard;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One hash per video that lapses by itself; where Redis is away, nothing is shown. */
public final class RedisProgressBoard implements ProgressBoard {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final String LIFE = "redis.call('EXPIRE', KEYS[1], 600) return {'1'}";
  private static final String PLAN =
      "redis.call('HSETNX', KEYS[1], 'began', ARGV[1]) "
          + "redis.call('HSET', KEYS[1], 'total', ARGV[2], 'seconds', ARGV[3]) "
          + LIFE;
  private static final String NOTE =
      "redis.call('HDEL', KEYS[1], 'waiting') redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) "
          + LIFE;
  private static final String WAIT = "redis.call('HSET', KEYS[1], 'waiting', '1') " + LIFE;
  private static final String READ = "return redis.call('HGETALL', KEYS[1])";
  private static final String CLEAR = "redis.call('DEL', KEYS[1]) return {'1'}";
  private static final String TASK = "task:";

  private final Redis redis;
  private final Clock clock;

  public RedisProgressBoard(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public void plan(VideoId video, Map<String, Long> units, double mediaSeconds) {
    long total = units.values().stream().mapToLong(Long::longValue).sum();
    run(
        PLAN,
        video,
        Long.toString(clock.millis()),
        Long.toString(total),
        Double.toString(mediaSeconds));
  }

  @Override
  public void note(VideoId video, String task, long done) {
    run(NOTE, video, TASK + task, Long.toString(done));
  }

  @Override
  public void waitForRoom(VideoId video) {
    run(WAIT, video);
  }

  @Override
  public Optional<Progress> of(VideoId video) {
    Map<String, String> fields = new HashMap<>();
    List<Object> answer = run(READ, video);
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      fields.put(String.valueOf(answer.get(i)), String.valueOf(answer.get(i + 1)));
    }
    return fields.containsKey("total") ? Optional.of(progress(fields)) : Optional.empty();
  }

  @Override
  public void clear(VideoId video) {
    run(CLEAR, video);
  }

  private Progress progress(Map<String, String> fields) {
    double total = Math.max(1, Double.parseDouble(fields.get("total")));
    double done =
        fields.entrySet().stream()
            .filter(field -> field.getKey().startsWith(TASK))
            .mapToDouble(field -> Double.parseDouble(field.getValue()))
            .sum();
    double part = Math.min(1, done / total);
    double elapsed = (clock.millis() - Long.parseLong(fields.getOrDefault("began", "0"))) / 1000.0;
    double speed = elapsed > 0 ? part * Double.parseDouble(fields.get("seconds")) / elapsed : 0;
    long eta = part > 0 ? Math.round(elapsed * (1 - part) / part) : -1;
    return new Progress(
        Math.round(part * 1000) / 10.0,
        Math.round(speed * 100) / 100.0,
        eta,
        fields.containsKey("waiting"));
  }

  private List<Object> run(String script, VideoId video, String... arguments) {
    try {
      List<String> keys = List.of("reelkey:progress:{" + video + "}");
      return redis.run(script, keys, new ArrayList<>(List.of(arguments)), PATIENCE);
    } catch (RedisUnavailableException e) {
      return List.of();
    }
  }
}
