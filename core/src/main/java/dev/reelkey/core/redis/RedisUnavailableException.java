package dev.reelkey.core.redis;

/** Redis has no connection or did not answer in time. Never thrown for a fault in a script. */
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailableException(String doing, Throwable cause) {
    super(doing + ": " + cause.getClass().getSimpleName(), cause);
  }
}
