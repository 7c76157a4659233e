package dev.reelkey.core.redis;

/** Redis cannot serve now. Never thrown for a fault in a script. */
public class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailableException(String doing, Throwable cause) {
    super(doing + ": " + cause.getClass().getSimpleName(), cause);
  }
}
