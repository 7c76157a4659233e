package dev.reelkey.core.token;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import java.time.Clock;
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

  private final MacKeys edgeKeys;
  private final Clock clock;

  /**
   * Verifies with these keys.
   *
   * @param edgeKeys an id that they do not know is refused
   */
  public EdgeTokenVerifier(MacKeys edgeKeys, Clock clock) {
    this.edgeKeys = edgeKeys;
    this.clock = clock;
  }

  public Answer verify(MediaPath path) {
    Optional<EdgeToken> parsed = EdgeToken.parse(path.token());
    if (parsed.isEmpty()) {
      return new Answer(Verdict.INVALID, Optional.empty());
    }
    EdgeToken token = parsed.get();
    Optional<Secret> key = edgeKeys.find(token.keyId());
    if (key.isEmpty() || !token.macHolds(key.get(), path.video(), path.generation())) {
      return new Answer(Verdict.INVALID, Optional.empty());
    }
    Verdict verdict = token.isExpired(clock.instant()) ? Verdict.EXPIRED : Verdict.ACCEPTED;
    return new Answer(verdict, parsed);
  }
}
