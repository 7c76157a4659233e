package dev.reelkey.core.token;

import java.security.PublicKey;
import java.util.Optional;

/** Where the public keys of a token issuer come from. */
public interface PublicKeys {
  /**
   * Empty where the issuer publishes no such key.
   *
   * @throws KeysUnavailableException if that cannot be known now
   */
  Optional<PublicKey> find(String keyId);

  /** The issuer's keys cannot be had now; asking again may work. */
  final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
