package dev.reelkey.transcoder.media;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;

/** Runs the child that alone parses uploaded bytes; one child per call, calls may overlap. */
public interface MediaProcess {
  /** Reads every packet once; throws {@link MediaFailureException} when no verdict was reached. */
  ScanResult scan(ByteSource source, SourceLimits limits);

  /**
   * Makes one task's segments. Interrupting the calling thread kills the child.
   *
   * @throws MediaFailureException when the task is not complete
   */
  void run(
      MediaTask task,
      EncodingPlan plan,
      ByteSource source,
      SegmentSink sink,
      ProgressListener progress);

  /** Waits for what it prepares in the background, so that nothing is written after a stop. */
  default void settle() {}
}
