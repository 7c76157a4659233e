package dev.reelkey.core.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a session's player proves itself to the key-server, weakest last. */
public enum Tier {
  /** A playback token, sender-constrained by a DPoP proof (RFC 9449). */
  DPOP,
  /** A playback token in the Authorization header. */
  BEARER,
  /** For players that cannot set headers: a second MAC in the path and one client address. */
  NATIVE;

  public static Optional<Tier> find(String text) {
    return Arrays.stream(values()).filter(tier -> tier.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
