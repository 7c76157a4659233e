package dev.reelkey.keyserver.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.token.Tier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers while the session store is silent: bearer and dpop on the verified token alone, native
 * only where this instance served the session lately; with a small budget of its own.
 */
final class LocalAdmission implements Admission {
  private static final Duration NATIVE_MEMORY = Duration.ofSeconds(300);
  private static final Duration BUDGET_MEMORY = Duration.ofHours(1);
  private static final int MAX_KNOWN = 50_000;

  private record Served(ViewerPseudonym viewer, String address, int maxHeight, Instant at) {}

  private record BudgetName(ViewerPseudonym viewer, VideoId video, GenerationId generation) {}

  private final Pace pace;
  private final Clock clock;
  private final Cache<SessionId, Served> served =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(NATIVE_MEMORY).build();
  private final Cache<BudgetName, LocalBudget> budgets =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterAccess(BUDGET_MEMORY).build();
  private final Cache<String, String> proofs =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(BUDGET_MEMORY).build();

  LocalAdmission(Pace pace, Clock clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /** The session store has just admitted this; {@code maxHeight} is empty for all. */
  void remember(AdmissionRequest request, ViewerPseudonym viewer, String maxHeight) {
    if (request.viewer().tier() == Tier.NATIVE) {
      int tallest = maxHeight.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(maxHeight);
      served.put(
          request.viewer().session(),
          new Served(viewer, request.address(), tallest, clock.instant()));
    }
  }

  @Override
  public AdmissionResult admit(AdmissionRequest request) {
    Viewer asking = request.viewer();
    ViewerPseudonym viewer = asking.viewer();
    if (asking.tier() == Tier.NATIVE) {
      Served known = lately(asking.session());
      Optional<Refusal> refused = nativeRefusal(known, request);
      if (refused.isPresent() || known == null) {
        return declined(refused.orElse(Refusal.SESSION_UNKNOWN), Duration.ZERO);
      }
      viewer = known.viewer();
    }
    if (viewer == null) {
      return declined(Refusal.SESSION_UNKNOWN, Duration.ZERO);
    }
    if (isReplay(asking.proofHash(), request.attempt())) {
      return declined(Refusal.PROOF_REPLAYED, Duration.ZERO);
    }
    LocalBudget budget =
        budgets.get(
            new BudgetName(viewer, request.video(), request.generation()),
            name -> new LocalBudget(pace, clock.instant()));
    Duration wait = budget.spend(request.period(), request.seconds(), clock.instant());
    return wait.isZero()
        ? new AdmissionResult.Admitted(viewer, budget.left(), true)
        : declined(Refusal.PACE_EXCEEDED, wait);
  }

  private @Nullable Served lately(SessionId session) {
    Served known = served.getIfPresent(session);
    boolean old = known == null || known.at().plus(NATIVE_MEMORY).isBefore(clock.instant());
    return old ? null : known;
  }

  private static Optional<Refusal> nativeRefusal(@Nullable Served known, AdmissionRequest request) {
    if (known == null) {
      return Optional.of(Refusal.SESSION_UNKNOWN);
    }
    if (!known.address().equals(request.address())) {
      return Optional.of(Refusal.ADDRESS_CHANGED);
    }
    return request.height() > known.maxHeight()
        ? Optional.of(Refusal.RENDITION_NOT_ALLOWED)
        : Optional.empty();
  }

  private boolean isReplay(String proofHash, String attempt) {
    if (proofHash.isEmpty()) {
      return false;
    }
    String first = proofs.asMap().putIfAbsent(proofHash, attempt);
    return first != null && !first.equals(attempt);
  }

  private static AdmissionResult declined(Refusal why, Duration wait) {
    return new AdmissionResult.Declined(why, wait, true);
  }
}
