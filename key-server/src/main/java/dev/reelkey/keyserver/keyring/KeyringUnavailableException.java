package dev.reelkey.keyserver.keyring;

import org.jspecify.annotations.Nullable;

/** The keyring cannot be read now: the store is silent, or a version of the KEK is missing. */
public final class KeyringUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyringUnavailableException(String why, @Nullable Throwable cause) {
    super(why, cause);
  }
}
