package dev.reelkey.standalone.remote;

import java.net.URI;
import javax.net.ssl.SSLException;

/** Nobody answers at the address. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(URI address, Throwable cause) {
    super(sentence(address, cause), cause);
  }

  private static String sentence(URI address, Throwable cause) {
    return cause instanceof SSLException
        ? "TLS with "
            + address
            + " fails; check that it speaks TLS and that Java on this machine trusts its"
            + " certificate for that name."
        : "Nothing answers at "
            + address
            + "; check that it is running and that this is its address.";
  }
}
