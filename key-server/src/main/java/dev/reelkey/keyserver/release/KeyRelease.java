package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.layout.MediaPath;
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

  KeyDecision decide(KeyRequest request) {
    EdgeTokenVerifier.Answer edge = edges.verify(request.path());
    Optional<EdgeToken> token = edge.token();
    if (token.isEmpty()) {
      return refuse(request, Refusal.PATH_TOKEN_INVALID);
    }
    if (edge.verdict() != EdgeTokenVerifier.Verdict.ACCEPTED) {
      return refuse(request, Refusal.PATH_TOKEN_EXPIRED);
    }
    Step<Viewer> identified = identification.identify(request, token.get());
    if (identified instanceof Step.Stopped<Viewer> stopped) {
      return refuse(request, stopped.why());
    }
    Viewer viewer = ((Step.Passed<Viewer>) identified).value();
    Step<KeyringEntry> found = find(request, viewer);
    if (found instanceof Step.Stopped<KeyringEntry> stopped) {
      return refuse(request, stopped.why());
    }
    return admit(request, viewer, ((Step.Passed<KeyringEntry>) found).value());
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

  private KeyDecision admit(KeyRequest request, Viewer viewer, KeyringEntry entry) {
    if (revoked.contains(viewer.session())) {
      return refuse(request, Refusal.SESSION_REVOKED);
    }
    AdmissionRequest asked =
        new AdmissionRequest(
            viewer,
            request.path().video(),
            request.path().generation(),
            request.address(),
            entry.height(),
            entry.period(),
            entry.seconds(),
            ids.text(10));
    AdmissionResult result = admission.admit(asked);
    Duration held = Duration.ZERO;
    while (result instanceof AdmissionResult.Declined declined
        && declined.why() == Refusal.PACE_EXCEEDED
        && holding.hold(declined.retryAfter(), held)) {
      held = held.plus(declined.retryAfter());
      result = admission.admit(asked);
    }
    if (result instanceof AdmissionResult.Declined declined) {
      audit.refused(events.refused(request, declined.why(), declined.degraded()));
      return new KeyDecision.Refused(declined.why(), declined.retryAfter());
    }
    AdmissionResult.Admitted admitted = (AdmissionResult.Admitted) result;
    if (!audit.granted(events.granted(request, viewer, admitted.degraded()))) {
      return new KeyDecision.Refused(Refusal.AUDIT_UNAVAILABLE, Duration.ofSeconds(2));
    }
    return new KeyDecision.Granted(entry.key(), admitted.paceRemaining());
  }

  private KeyDecision refuse(KeyRequest request, Refusal why) {
    audit.refused(events.refused(request, why, false));
    Duration wait = why.status() == 503 ? Duration.ofSeconds(2) : Duration.ZERO;
    return new KeyDecision.Refused(why, wait);
  }
}
