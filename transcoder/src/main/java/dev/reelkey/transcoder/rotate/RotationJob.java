package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;

/** Names a re-encryption: {@code {video}-{new generation}}. */
record RotationJob(VideoId video, GenerationId generation) {
  private static final int ID = 26;

  static String id(VideoId video, GenerationId generation) {
    return video + "-" + generation;
  }

  /** Throws IllegalArgumentException for what is no such name. */
  static RotationJob parse(String text) {
    if (text.length() != 2 * ID + 1 || text.charAt(ID) != '-') {
      throw new IllegalArgumentException("not a job's name");
    }
    return new RotationJob(
        new VideoId(text.substring(0, ID)), new GenerationId(text.substring(ID + 1)));
  }
}
