package dev.reelkey.core.secret;

import java.security.SecureRandom;

/** The 16 bytes that encrypt the segments of one rendition in one period (AES-128, HLS 5.1). */
public final class ContentKey {
  public static final int LENGTH = 16;

  private final Secret secret;

  private ContentKey(Secret secret) {
    this.secret = secret;
  }

  public static ContentKey copyOf(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a content key has 16 bytes");
    }
    return new ContentKey(Secret.copyOf(bytes));
  }

  public static ContentKey random(SecureRandom random) {
    return new ContentKey(Secret.random(random, LENGTH));
  }

  /** A copy of the raw bytes; who calls this is listed in an architecture rule. */
  public byte[] reveal() {
    return secret.reveal();
  }

  /** Compares in constant time. */
  public boolean sameAs(ContentKey other) {
    return secret.sameAs(other.secret);
  }

  @Override
  public String toString() {
    return "ContentKey(redacted)";
  }
}
