package dev.reelkey.keyserver.kek;

/**
 * What should open does not. One error for every cause (tampered, swapped, wrong key), so that none
 * can be told from another.
 */
public final class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBrokenException() {
    super("a sealed object does not open");
  }
}
