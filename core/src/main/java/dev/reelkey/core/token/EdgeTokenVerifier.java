package dev.reelkey.core.token;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Checks the path token of a media or key request, as every edge does. */
public final class EdgeTokenVerifier {
  /** The three answers an edge gives. */
  public enum Verdict {
    ACCEPTED,
    INVALID,
    EXPIRED
  }

  /**
   * A verdict and, where it is not {@link Verdict#INVALID}, the token.
   *
   * @param token present unless the verdict is INVALID
   */
  public record Answer(Verdict verdict, Optional<EdgeToken> token) {}

  private final Map<String, Secret> edgeKeys;
  private final Clock clock;

  /**
   * Verifies with these keys.
   *
   * @param edgeKeys by key id; an id that is not here is refused
   */
  public EdgeTokenVerifier(Map<String, Secret> edgeKeys, Clock clock) {
    this.edgeKeys = Map.copyOf(edgeKeys);
    this.clock = clock;
  }

  public Answer verify(MediaPath path) {
    Optional<EdgeToken> parsed = EdgeToken.parse(path.token());
    if (parsed.isEmpty()) {
      return new Answer(Verdict.INVALID, Optional.empty());
    }
    EdgeToken token = parsed.get();
    Secret key = edgeKeys.get(token.keyId());
    if (key == null || !token.macHolds(key, path.video(), path.generation())) {
      return new Answer(Verdict.INVALID, Optional.empty());
    }
    Verdict verdict = token.isExpired(clock.instant()) ? Verdict.EXPIRED : Verdict.ACCEPTED;
    return new Answer(verdict, parsed);
  }
}
