package dev.reelkey.transcoder.protect;

/** The key-server says no, and would say it again. */
public final class KeysRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String SEALED = "plan_sealed";

  private final int status;
  private final String code;

  /**
   * A refusal.
   *
   * @param status 403 sealed or not allowed, 404 no such plan, 409 another plan, 410 shredded
   * @param code of the problem document; empty where there is none
   */
  public KeysRefusedException(int status, String code) {
    super("key-server refused with " + status + " " + code);
    this.status = status;
    this.code = code;
  }

  /** The refusal of keys whose plan is sealed. */
  public static KeysRefusedException sealed() {
    return new KeysRefusedException(403, SEALED);
  }

  public int status() {
    return status;
  }

  /** Whether the keys are for viewers only, which a caller without its role is never told. */
  public boolean isSealed() {
    return status == 403 && code.equals(SEALED);
  }
}
