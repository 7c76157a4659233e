package dev.reelkey.standalone.data;

import org.jspecify.annotations.Nullable;

/** Something the user can put right; the message is one sentence that says how. */
public final class UserFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserFaultException(String message) {
    super(message);
  }

  public UserFaultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
