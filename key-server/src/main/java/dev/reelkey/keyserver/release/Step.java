package dev.reelkey.keyserver.release;

/** The outcome of one check of the key request. */
sealed interface Step<T> {
  /** The check holds and has found {@code value}. */
  record Passed<T>(T value) implements Step<T> {}

  /** The request ends here. */
  record Stopped<T>(Refusal why) implements Step<T> {}
}
