package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.job.Task;
import java.util.List;

/** The re-encryptions under way. */
public final class Rotations {
  /** What is still to be done for rotations of this video; empty where none is under way. */
  public List<Task> open(VideoRecord record) {
    return List.of();
  }
}
