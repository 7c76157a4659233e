package dev.reelkey.core.redis;

/**
 * Redis is there and answers with an error, for example because its memory is full. It is no
 * silence: what may be done without Redis must not be done for this.
 */
public final class RedisRefusesException extends RedisUnavailableException {
  private static final long serialVersionUID = 1L;

  public RedisRefusesException(Throwable cause) {
    super("Redis answers with an error", cause);
  }
}
