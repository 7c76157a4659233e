package dev.reelkey.core.s3;

import software.amazon.awssdk.core.exception.SdkServiceException;

/** The store cannot answer now; asking again may work. Answers 503. */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String doing) {
    super(doing);
  }

  public StorageUnavailableException(String doing, Throwable cause) {
    super(doing + ": " + word(cause), cause);
  }

  /** The status tells a missing right from a store that is away. */
  private static String word(Throwable cause) {
    return cause instanceof SdkServiceException answer
        ? "status " + answer.statusCode()
        : cause.getClass().getSimpleName();
  }
}
