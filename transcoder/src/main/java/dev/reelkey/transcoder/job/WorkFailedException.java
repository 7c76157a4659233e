package dev.reelkey.transcoder.job;

import dev.reelkey.core.video.VideoRecord.VideoError;

/** The video cannot be made, and another attempt would end alike. */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient VideoError error;

  public WorkFailedException(String code, String sentence) {
    super(code);
    this.error = new VideoError(code, sentence);
  }

  public VideoError error() {
    return error;
  }
}
