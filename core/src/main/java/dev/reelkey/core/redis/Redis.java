package dev.reelkey.core.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * Redis through scripts: each decision is one script, all checks before its writes, and every
 * script may run twice (Redisson retries EVAL). Only text travels; no object codec is ever used.
 */
public final class Redis implements AutoCloseable {
  private final RedissonClient client;

  private Redis(RedissonClient client) {
    this.client = client;
  }

  /** Starts even where Redis is down; calls fail until it is there. */
  public static Redis open(RedisConfig config) {
    Config redisson = new Config();
    redisson.setLazyInitialization(true);
    redisson.setCodec(StringCodec.INSTANCE);
    redisson.setNettyThreads(4);
    redisson.setThreads(4);
    config
        .password()
        .ifPresent(p -> redisson.setPassword(new String(p.reveal(), StandardCharsets.UTF_8)));
    redisson
        .useSingleServer()
        .setAddress(config.address())
        .setConnectionMinimumIdleSize(2)
        .setConnectionPoolSize(32)
        .setConnectTimeout(1_000)
        .setTimeout(2_000)
        .setRetryAttempts(1);
    return new Redis(Redisson.create(redisson));
  }

  /**
   * Runs a script that answers with an array of bulk strings and integers.
   *
   * @param limit how long to wait for the answer
   * @throws RedisUnavailableException if there is no connection, or no answer within the limit
   * @throws RedisRefusesException if Redis answers with an error that is none of the script's
   */
  public List<Object> run(
      String script, List<String> keys, List<String> arguments, Duration limit) {
    List<Object> scriptKeys = List.copyOf(keys);
    try {
      return client
          .getScript(StringCodec.INSTANCE)
          .<List<Object>>evalAsync(
              RScript.Mode.READ_WRITE,
              script,
              RScript.ReturnType.LIST,
              scriptKeys,
              arguments.toArray())
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RedisUnavailableException("no answer in " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw RedisErrors.translated(e.getCause() == null ? e : e.getCause());
    } catch (RedisException e) {
      throw RedisErrors.translated(e);
    }
  }

  /** Whether Redis answers within the limit. */
  public boolean answers(Duration limit) {
    try {
      run("return {'1'}", List.of(), List.of(), limit);
      return true;
    } catch (RedisUnavailableException e) {
      return false;
    }
  }

  /** For adapters below a {@code redis} package that need streams. */
  public RedissonClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
