package dev.reelkey.standalone.remote;

/** The other side said no; the message is its own sentence, which says what to do. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RefusedException(int status, String code, String title) {
    super(title + " (" + code + ")");
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  /** The stable word of the problem document. */
  public String code() {
    return code;
  }
}
