package dev.reelkey.core.redis;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.client.RedisClusterDownException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisLoadingException;
import org.redisson.client.RedisMasterDownException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.RedisTryAgainException;

/** Tells an outage of Redis from an answer that it does give, and both from a fault of ours. */
final class RedisErrors {
  /** No connection, or an answer that says that this node cannot serve yet. */
  private static final Set<Class<? extends Exception>> OUTAGES =
      Set.of(
          RedisConnectionException.class,
          RedisNodeNotFoundException.class,
          RedisTimeoutException.class,
          RedisLoadingException.class,
          RedisReadonlyException.class,
          RedisMasterDownException.class,
          RedisClusterDownException.class,
          RedisTryAgainException.class);

  private static final Set<String> OUTAGE_WORDS =
      Set.of("LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

  // What a wrong script or a wrong setting of ours answers.
  private static final Set<String> FAULT_WORDS = Set.of("ERR", "WRONGTYPE", "NOPERM", "NOAUTH");

  // Up to 6.2 a script's error carries the inner one; from 7.0 on that comes bare.
  private static final Pattern WORD =
      Pattern.compile("(?:ERR Error running script.*?: -)?([A-Z]+) .*", Pattern.DOTALL);

  private RedisErrors() {}

  static RuntimeException translated(Throwable cause) {
    String word = word(cause);
    if (!isAnswer(cause, word) || OUTAGE_WORDS.contains(word) || isOutage(cause)) {
      return new RedisUnavailableException("running a script", cause);
    }
    return FAULT_WORDS.contains(word)
        ? new IllegalStateException("a Redis script failed", cause)
        : new RedisRefusesException(cause);
  }

  /** A lost connection is a bare RedisException too, but without the word of a Redis error. */
  private static boolean isAnswer(Throwable cause, String word) {
    return cause instanceof RedisException
        && (!cause.getClass().equals(RedisException.class) || !word.isEmpty());
  }

  private static boolean isOutage(Throwable cause) {
    return OUTAGES.stream().anyMatch(type -> type.isInstance(cause));
  }

  private static String word(Throwable cause) {
    Matcher match = WORD.matcher(String.valueOf(cause.getMessage()));
    return match.matches() ? match.group(1) : "";
  }
}
