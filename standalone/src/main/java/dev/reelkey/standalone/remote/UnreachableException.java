package dev.reelkey.standalone.remote;

import java.net.URI;

/** Nobody answers at the address. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(URI address, Throwable cause) {
    super(
        "Nothing answers at "
            + address
            + "; check that it is running and that this is its address.",
        cause);
  }
}
