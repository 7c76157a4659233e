package dev.reelkey.transcoder.protect;

/** The store has no room above what must stay free; asking again helps when somebody makes room. */
public final class StorageFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageFullException() {
    super("the store has no room");
  }
}
