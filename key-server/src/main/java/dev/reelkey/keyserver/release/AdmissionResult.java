package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.ViewerPseudonym;
import java.time.Duration;

/** The answer of the session store, or of this instance where the store is silent. */
sealed interface AdmissionResult {
  /** Whether this instance answered without the session store. */
  boolean degraded();

  /** The key may go to {@code viewer}; {@code paceRemaining} timeline seconds are left. */
  record Admitted(ViewerPseudonym viewer, double paceRemaining, boolean degraded)
      implements AdmissionResult {}

  /** The key stays; {@code retryAfter} is how long until the pace allows it, or zero. */
  record Declined(Refusal why, Duration retryAfter, boolean degraded) implements AdmissionResult {}
}
