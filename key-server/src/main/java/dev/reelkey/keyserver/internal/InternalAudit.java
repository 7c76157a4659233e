package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.audit.KeyEvent;
import dev.reelkey.keyserver.keyring.RingName;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Records what the transcoder is given, before it is given, and holds it to the hourly cap. */
final class InternalAudit {
  private static final int LONGEST_REQUEST = 200;

  private final AuditLog audit;
  private final GrantCap cap;
  private final Clock clock;

  InternalAudit(AuditLog audit, GrantCap cap, Clock clock) {
    this.audit = audit;
    this.cap = cap;
    this.clock = clock;
  }

  /**
   * Takes note of a grant.
   *
   * @throws ProblemException 429 over the cap, 503 where it cannot be recorded
   */
  void granted(String act, RingName ring, int keys) {
    if (!cap.take(keys)) {
      refused(act, ring, "grant_cap_reached");
      throw new ProblemException(
          new Problem(429, "grant_cap_reached", "The hourly limit of key grants is reached.")
              .retryAfter(Duration.ofMinutes(5)));
    }
    Map<String, String> details = Map.of("ring", ring.toString(), "keys", Integer.toString(keys));
    if (!audit.granted(new KeyEvent(clock.instant(), act, "granted", details))) {
      throw new ProblemException(
          Problem.unavailable(
              "audit_unavailable", "The request cannot be recorded right now; try again shortly."));
    }
  }

  /** Somebody who is not known, so the request is text of theirs: cut short. */
  void refusedCaller(String request, String code) {
    String begin = request.substring(0, Math.min(request.length(), LONGEST_REQUEST));
    audit.refused(new KeyEvent(clock.instant(), "internal", code, Map.of("asked", begin)));
  }

  void refused(String act, RingName ring, String code) {
    audit.refused(new KeyEvent(clock.instant(), act, code, Map.of("ring", ring.toString())));
  }
}
