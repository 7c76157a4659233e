package dev.reelkey.transcoder.protect;

/** The key-server says no, and would say it again. */
public final class KeysRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status 403 sealed or not allowed, 404 no such plan, 409 another plan, 410 shredded
   */
  public KeysRefusedException(int status) {
    super("key-server refused with " + status);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
