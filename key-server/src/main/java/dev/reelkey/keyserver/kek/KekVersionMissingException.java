package dev.reelkey.keyserver.kek;

/** This instance does not hold that version: destroyed, or not yet handed to it. */
public final class KekVersionMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KekVersionMissingException(int version) {
    super("version " + version + " of the key-encryption key is not here");
  }
}
