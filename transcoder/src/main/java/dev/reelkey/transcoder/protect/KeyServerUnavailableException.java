package dev.reelkey.transcoder.protect;

/** The key-server gives no answer now; asking again may work. */
public final class KeyServerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyServerUnavailableException(String why) {
    super(why);
  }

  public KeyServerUnavailableException(String why, Throwable cause) {
    super(why, cause);
  }
}
