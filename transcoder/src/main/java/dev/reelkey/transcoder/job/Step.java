package dev.reelkey.transcoder.job;

import dev.reelkey.core.video.VideoRecord.VideoError;

/** What a worker does for one kind of task. */
public interface Step {
  /**
   * Does the task; returns at once where the record says that it is no longer wanted.
   *
   * @throws WorkFailedException if the video cannot be made and another attempt is no use
   */
  void run(Task task);

  /** Ends the work for good: the attempts are used up, or the failure is final. */
  void giveUp(Task task, VideoError why);
}
