package dev.reelkey.core.token;

/** The outcome of checking a token. */
public sealed interface Verified<T> {
  /** The token is ours, whole and in time. */
  record Accepted<T>(T token) implements Verified<T> {}

  /** The token is refused. */
  record Refused<T>(TokenRefusal why) implements Verified<T> {}
}
