package dev.reelkey.keyserver.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.Skew;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the session store, by one script. Throws {@link
 * dev.reelkey.core.redis.RedisUnavailableException} where it is silent.
 */
final class RedisAdmission implements Admission {
  private static final Duration STREAM_LAPSE = Duration.ofSeconds(90);
  private static final Duration PACE_LIFE = Duration.ofHours(1);
  private static final Duration PAID_LIFE = Duration.ofHours(24);
  private static final Duration PROOF_LIFE = ProofCheck.MAX_AGE.plus(Skew.ALLOWED.multipliedBy(2));

  private final Redis redis;
  private final Duration limit;
  private final Pace pace;
  private final Clock clock;
  private final LocalAdmission local;
  private final Cache<SessionId, ViewerPseudonym> viewers =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofHours(1)).build();

  /**
   * Admits by the session store.
   *
   * @param limit after which the store counts as silent
   * @param local is told of every admitted native session, to carry it through an outage
   */
  RedisAdmission(Redis redis, Duration limit, Pace pace, Clock clock, LocalAdmission local) {
    this.redis = redis;
    this.limit = limit;
    this.pace = pace;
    this.clock = clock;
    this.local = local;
  }

  @Override
  public AdmissionResult admit(AdmissionRequest request) {
    Optional<ViewerPseudonym> viewer = viewerOf(request.viewer());
    if (viewer.isEmpty()) {
      return declined(Refusal.SESSION_UNKNOWN, Duration.ZERO);
    }
    List<Object> answer =
        redis.run(
            AdmissionScript.ADMIT,
            keys(request, viewer.get()),
            arguments(request, viewer.get()),
            limit);
    String word = answer.get(0).toString();
    if (!word.equals("ok")) {
      Duration wait =
          answer.size() > 1
              ? Duration.ofMillis(Long.parseLong(answer.get(1).toString()))
              : Duration.ZERO;
      return declined(Refusal.valueOf(word.toUpperCase(Locale.ROOT)), wait);
    }
    local.remember(request, viewer.get(), answer.get(2).toString());
    double left = Double.parseDouble(answer.get(1).toString());
    return new AdmissionResult.Admitted(viewer.get(), left, false);
  }

  private static AdmissionResult declined(Refusal why, Duration wait) {
    return new AdmissionResult.Declined(why, wait, false);
  }

  /** A native request does not name its viewer, and the keys of the script are named after it. */
  private Optional<ViewerPseudonym> viewerOf(Viewer asking) {
    ViewerPseudonym named = asking.viewer();
    if (named != null) {
      return Optional.of(named);
    }
    SessionId session = asking.session();
    ViewerPseudonym known = viewers.getIfPresent(session);
    if (known != null) {
      return Optional.of(known);
    }
    List<Object> answer =
        redis.run(AdmissionScript.VIEWER, List.of(SessionKeys.session(session)), List.of(), limit);
    Optional<ViewerPseudonym> found =
        answer.stream().map(Object::toString).map(ViewerPseudonym::new).findFirst();
    found.ifPresent(viewer -> viewers.put(session, viewer));
    return found;
  }

  private static List<String> keys(AdmissionRequest request, ViewerPseudonym viewer) {
    SessionId session = request.viewer().session();
    return List.of(
        SessionKeys.session(session),
        SessionKeys.streamsOf(viewer),
        SessionKeys.pace(viewer, request.video()),
        SessionKeys.paid(viewer, request.video(), request.generation()),
        SessionKeys.proof(session, request.viewer().proofHash()));
  }

  private List<String> arguments(AdmissionRequest request, ViewerPseudonym viewer) {
    Viewer asking = request.viewer();
    return List.of(
        Long.toString(clock.millis()),
        asking.session().value(),
        viewer.value(),
        request.video().value(),
        request.generation().value(),
        asking.tier().toString(),
        request.address(),
        Integer.toString(request.height()),
        Integer.toString(request.period()),
        Double.toString(request.seconds()),
        Double.toString(pace.burstSeconds()),
        Double.toString(pace.refill()),
        Long.toString(STREAM_LAPSE.toMillis()),
        request.attempt(),
        asking.proofKey(),
        Long.toString(PROOF_LIFE.toMillis()),
        Long.toString(PACE_LIFE.toMillis()),
        Long.toString(PAID_LIFE.toMillis()),
        Long.toString(Skew.ALLOWED.toMillis()),
        asking.proofHash().isEmpty() ? "0" : "1");
  }
}
