package dev.reelkey.core.s3;

/** The store cannot answer now; asking again may work. Answers 503. */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String doing) {
    super(doing);
  }

  public StorageUnavailableException(String doing, Throwable cause) {
    super(doing + ": " + cause.getClass().getSimpleName(), cause);
  }
}
