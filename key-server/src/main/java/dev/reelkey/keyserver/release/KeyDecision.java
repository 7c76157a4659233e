package dev.reelkey.keyserver.release;

import dev.reelkey.core.secret.ContentKey;
import java.time.Duration;

/** What becomes of a key request. */
public sealed interface KeyDecision {
  /**
   * The key may leave.
   *
   * @param paceRemaining timeline seconds the viewer may still ask for at once
   */
  record Granted(ContentKey key, double paceRemaining) implements KeyDecision {}

  /**
   * The key stays.
   *
   * @param retryAfter when asking again may help; zero where the refusal says nothing about it
   */
  record Refused(Refusal why, Duration retryAfter) implements KeyDecision {}
}
