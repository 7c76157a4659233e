package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.redis.RedisRefusesException;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.keyring.Keyring;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.KeyringEntry;
import dev.reelkey.keyserver.keyring.KeyringUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides key requests: steps 2 to 9, in their order. */
final class KeyRelease {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRelease.class);

  private final EdgeTokenVerifier edges;
  private final Identification identification;
  private final KeyringCache keyrings;
  private final RevokedSessions revoked;
  private final Admission admission;
  private final Holding holding;
  private final AuditLog audit;
  private final ReleaseEvents events;
  private final RandomIds ids;

  KeyRelease(
      EdgeTokenVerifier edges,
      Identification identification,
      KeyringCache keyrings,
      RevokedSessions revoked,
      Admission admission,
      Holding holding,
      AuditLog audit,
      ReleaseEvents events,
      RandomIds ids) {
    this.edges = edges;
    this.identification = identification;
    this.keyrings = keyrings;
    this.revoked = revoked;
    this.admission = admission;
    this.holding = holding;
    this.audit = audit;
    this.events = events;
    this.ids = ids;
  }

  /** Step 1 in vain: the request names no key that could be asked for. */
  KeyDecision.Refused unread(Refusal why, String requestId) {
    audit.refusedStranger(events.unread(why, requestId));
    return new KeyDecision.Refused(why, Duration.ZERO);
  }

  KeyDecision decide(KeyRequest request) {
    EdgeTokenVerifier.Answer edge = edges.verify(request.path());
    Optional<EdgeToken> token = edge.token();
    if (token.isEmpty()) {
      audit.refusedStranger(events.refused(request, Refusal.PATH_TOKEN_INVALID, false));
      return new KeyDecision.Refused(Refusal.PATH_TOKEN_INVALID, Duration.ZERO);
    }
    if (edge.verdict() != EdgeTokenVerifier.Verdict.ACCEPTED) {
      return refuse(request, Refusal.PATH_TOKEN_EXPIRED);
    }
    Step<Viewer> identified = identification.identify(request, token.get());
    if (identified instanceof Step.Stopped<Viewer> stopped) {
      return refuse(request, stopped.why());
    }
    return release(request, ((Step.Passed<Viewer>) identified).value());
  }

  /** Steps 7 to 9. After each hold they begin anew: much can end within five seconds. */
  private KeyDecision release(KeyRequest request, Viewer viewer) {
    String attempt = ids.text(10);
    Duration held = Duration.ZERO;
    while (true) {
      Step<KeyringEntry> found = find(request, viewer);
      if (found instanceof Step.Stopped<KeyringEntry> stopped) {
        return refuse(request, stopped.why());
      }
      if (revoked.contains(viewer.session())) {
        return refuse(request, Refusal.SESSION_REVOKED);
      }
      KeyringEntry entry = ((Step.Passed<KeyringEntry>) found).value();
      AdmissionResult result;
      try {
        result = admission.admit(asked(request, viewer, entry, attempt));
      } catch (RedisRefusesException e) {
        LOG.warn("the session store refuses: {}", e.getMessage());
        return refuse(request, Refusal.SESSIONS_UNAVAILABLE);
      }
      if (result instanceof AdmissionResult.Admitted admitted) {
        return grant(request, viewer, entry, admitted);
      }
      AdmissionResult.Declined declined = (AdmissionResult.Declined) result;
      if (declined.why() != Refusal.PACE_EXCEEDED || !holding.hold(declined.retryAfter(), held)) {
        audit.refused(events.refused(request, declined.why(), declined.degraded()));
        return new KeyDecision.Refused(declined.why(), declined.retryAfter());
      }
      held = held.plus(declined.retryAfter());
    }
  }

  private Step<KeyringEntry> find(KeyRequest request, Viewer viewer) {
    MediaPath path = request.path();
    Optional<Keyring> ring;
    try {
      ring = keyrings.find(path.video(), path.generation());
    } catch (KeyringUnavailableException e) {
      LOG.warn("keyring is unavailable: {}", e.getMessage());
      return new Step.Stopped<>(Refusal.KEYRING_UNAVAILABLE);
    }
    if (ring.isEmpty()) {
      return new Step.Stopped<>(Refusal.GENERATION_GONE);
    }
    // A kid under another rendition's path is unknown: nobody learns that it exists elsewhere.
    Optional<KeyringEntry> entry =
        ring.get().find(request.kid()).filter(e -> e.rendition().equals(path.rendition()));
    if (entry.isEmpty()) {
      return new Step.Stopped<>(Refusal.KEY_NOT_FOUND);
    }
    return viewer.maxHeight() > 0 && entry.get().height() > viewer.maxHeight()
        ? new Step.Stopped<>(Refusal.RENDITION_NOT_ALLOWED)
        : new Step.Passed<>(entry.get());
  }

  private static AdmissionRequest asked(
      KeyRequest request, Viewer viewer, KeyringEntry entry, String attempt) {
    return new AdmissionRequest(
        viewer,
        request.path().video(),
        request.path().generation(),
        request.address(),
        entry.height(),
        entry.period(),
        entry.seconds(),
        attempt);
  }

  private KeyDecision grant(
      KeyRequest request, Viewer viewer, KeyringEntry entry, AdmissionResult.Admitted admitted) {
    return audit.granted(events.granted(request, viewer.tier(), admitted))
        ? new KeyDecision.Granted(entry.key(), admitted.paceRemaining())
        : refuse(request, Refusal.AUDIT_UNAVAILABLE);
  }

  private KeyDecision refuse(KeyRequest request, Refusal why) {
    audit.refused(events.refused(request, why, false));
    Duration wait = why.status() == 503 ? Duration.ofSeconds(2) : Duration.ZERO;
    return new KeyDecision.Refused(why, wait);
  }
}
