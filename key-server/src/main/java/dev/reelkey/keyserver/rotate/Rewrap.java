package dev.reelkey.keyserver.rotate;

import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import dev.reelkey.keyserver.kek.SealBrokenException;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.RingState;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps every ring's key under the active version. Each ring is its own step and done twice changes
 * nothing, so an interrupted run is simply run again; rings stay readable throughout.
 */
public final class Rewrap {
  private static final Logger LOG = LoggerFactory.getLogger(Rewrap.class);

  private final SealedRevisions revisions;
  private final Kek kek;

  public Rewrap(SealedRevisions revisions, Kek kek) {
    this.revisions = revisions;
    this.kek = kek;
  }

  /** What became of one ring. */
  public enum Outcome {
    REWRAPPED,
    /** Up to date, or shredded. */
    SKIPPED,
    /** It does not open; the others go on. */
    FAILED
  }

  /** Told after every ring. */
  public interface Progress {
    void done(int done, int total, RingName ring, Outcome outcome);
  }

  /** How many rings were (or would be) wrapped anew, skipped, and found broken. */
  public record Result(int rewrapped, int skipped, int failed) {}

  public Result run(Progress progress) {
    return each(progress, revisions.all(), revisions::rewrap);
  }

  /** Says what {@link #run} would do, and changes nothing. */
  public Result dryRun(Progress progress) {
    return each(progress, revisions.all(), this::isOutdated);
  }

  /** Whether any ring is still wrapped by a version below, or cannot be read. */
  public boolean anyBelow(int version) {
    return revisions.all().stream().anyMatch(ring -> isBelow(ring, version));
  }

  private interface Step {
    boolean take(RingName ring);
  }

  private static Result each(Progress progress, List<RingName> rings, Step step) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    int done = 0;
    for (RingName ring : rings) {
      Outcome outcome = outcome(ring, step);
      counts.merge(outcome, 1, Integer::sum);
      done++;
      progress.done(done, rings.size(), ring, outcome);
    }
    return new Result(
        counts.getOrDefault(Outcome.REWRAPPED, 0),
        counts.getOrDefault(Outcome.SKIPPED, 0),
        counts.getOrDefault(Outcome.FAILED, 0));
  }

  private static Outcome outcome(RingName ring, Step step) {
    try {
      return step.take(ring) ? Outcome.REWRAPPED : Outcome.SKIPPED;
    } catch (SealBrokenException | KekVersionMissingException e) {
      LOG.error("a keyring does not open, ring={}: {}", ring, e.getMessage());
      return Outcome.FAILED;
    }
  }

  private boolean isBelow(RingName ring, int version) {
    try {
      Optional<RingState> state = revisions.state(ring);
      return state.isPresent() && !state.get().isShredded() && state.get().kekVersion() < version;
    } catch (SealBrokenException e) {
      return true;
    }
  }

  private boolean isOutdated(RingName ring) {
    Optional<RingState> state = revisions.state(ring);
    return state.isPresent()
        && !state.get().isShredded()
        && state.get().kekVersion() != kek.active();
  }
}
