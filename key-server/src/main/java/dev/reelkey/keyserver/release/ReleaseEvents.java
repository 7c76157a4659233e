package dev.reelkey.keyserver.release;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.audit.KeyEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Words key requests for the audit: ids only. */
final class ReleaseEvents {
  private static final String ACT = "release";

  private final Clock clock;

  ReleaseEvents(Clock clock) {
    this.clock = clock;
  }

  KeyEvent granted(KeyRequest request, Tier tier, AdmissionResult.Admitted admitted) {
    Map<String, String> details = details(request, admitted.degraded());
    details.put("tier", tier.toString());
    details.put("viewer", admitted.viewer().value());
    return new KeyEvent(clock.instant(), ACT, "granted", details);
  }

  KeyEvent refused(KeyRequest request, Refusal why, boolean degraded) {
    return new KeyEvent(clock.instant(), ACT, why.toString(), details(request, degraded));
  }

  /** Of a request that names no key: whatever its path was, it is not written down. */
  KeyEvent unread(Refusal why, String requestId) {
    return new KeyEvent(clock.instant(), ACT, why.toString(), Map.of("request", requestId));
  }

  private static Map<String, String> details(KeyRequest request, boolean degraded) {
    MediaPath path = request.path();
    Map<String, String> details = new HashMap<>();
    details.put("video", path.video().value());
    details.put("generation", path.generation().value());
    details.put("rendition", path.rendition().value());
    details.put("kid", request.kid().value());
    details.put("request", request.requestId());
    EdgeToken.parse(path.token())
        .ifPresent(token -> details.put("session", token.session().value()));
    if (degraded) {
      details.put("degraded", "true");
    }
    return details;
  }
}
