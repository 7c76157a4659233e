package dev.reelkey.keyserver.rotate;

import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.RingState;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import java.util.List;
import java.util.Optional;

/**
 * Wraps every ring's key under the active version. Each ring is its own step and done twice changes
 * nothing, so an interrupted run is simply run again; rings stay readable throughout.
 */
public final class Rewrap {
  private final SealedRevisions revisions;
  private final Kek kek;

  public Rewrap(SealedRevisions revisions, Kek kek) {
    this.revisions = revisions;
    this.kek = kek;
  }

  /** Told after every ring. */
  public interface Progress {
    void done(int done, int total, RingName ring);
  }

  /** How many rings were (or would be) wrapped anew, and how many were up to date or shredded. */
  public record Result(int rewrapped, int skipped) {}

  public Result run(Progress progress) {
    return each(progress, revisions::rewrap);
  }

  /** Says what {@link #run} would do, and changes nothing. */
  public Result dryRun(Progress progress) {
    return each(progress, this::isOutdated);
  }

  /** Whether any ring is still wrapped by a version below. */
  public boolean anyBelow(int version) {
    return revisions.all().stream()
        .map(revisions::state)
        .flatMap(Optional::stream)
        .anyMatch(state -> !state.isShredded() && state.kekVersion() < version);
  }

  private interface Step {
    boolean take(RingName ring);
  }

  private static Result each(Progress progress, List<RingName> rings, Step step) {
    int rewrapped = 0;
    int done = 0;
    for (RingName ring : rings) {
      rewrapped += step.take(ring) ? 1 : 0;
      done++;
      progress.done(done, rings.size(), ring);
    }
    return new Result(rewrapped, rings.size() - rewrapped);
  }

  private Result each(Progress progress, Step step) {
    return each(progress, revisions.all(), step);
  }

  private boolean isOutdated(RingName ring) {
    Optional<RingState> state = revisions.state(ring);
    return state.isPresent()
        && !state.get().isShredded()
        && state.get().kekVersion() != kek.active();
  }
}
