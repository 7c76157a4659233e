package dev.reelkey.transcoder.media;

import org.jspecify.annotations.Nullable;

/** The media process gave no result. */
public final class MediaFailureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final MediaFailure failure;

  public MediaFailureException(MediaFailure failure, String detail) {
    this(failure, detail, null);
  }

  public MediaFailureException(MediaFailure failure, String detail, @Nullable Throwable cause) {
    super(failure.code() + ": " + detail, cause);
    this.failure = failure;
  }

  public MediaFailure failure() {
    return failure;
  }
}
