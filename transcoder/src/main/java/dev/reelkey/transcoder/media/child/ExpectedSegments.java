package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.encode.EncodingPlan.PlannedSegment;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The segments that a task must deliver: each once, none besides. */
final class ExpectedSegments {
  private final Set<PlannedSegment> missing;

  ExpectedSegments(Collection<PlannedSegment> planned) {
    this.missing = new HashSet<>(planned);
  }

  void opened(PlannedSegment segment) {
    if (!missing.remove(segment)) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "a segment that was not asked for");
    }
  }

  void requireAll() {
    if (!missing.isEmpty()) {
      throw new MediaFailureException(
          MediaFailure.PROTOCOL, missing.size() + " segments are missing");
    }
  }
}
