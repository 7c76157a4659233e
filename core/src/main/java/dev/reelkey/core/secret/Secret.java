package dev.reelkey.core.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * A key or pass phrase. Not a record: it has no {@code equals}, prints nothing and cannot be
 * serialised. The JVM may copy it, so wiping is not promised.
 */
public final class Secret {
  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Secret copyOf(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a secret is not empty");
    }
    return new Secret(bytes.clone());
  }

  public static Secret random(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new Secret(bytes);
  }

  public int length() {
    return bytes.length;
  }

  /** A copy of the raw bytes; who calls this is listed in an architecture rule. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** Compares in constant time. */
  public boolean sameAs(Secret other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return "Secret(redacted)";
  }
}
