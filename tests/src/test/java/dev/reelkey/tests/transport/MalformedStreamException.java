package dev.reelkey.tests.transport;

/** Bytes that are no transport stream, picture or sound of the expected kind. */
public final class MalformedStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedStreamException(String message) {
    super(message);
  }

  /** Throws unless the bytes are as they must be. */
  public static void require(boolean holds, String message) {
    if (!holds) {
      throw new MalformedStreamException(message);
    }
  }
}
