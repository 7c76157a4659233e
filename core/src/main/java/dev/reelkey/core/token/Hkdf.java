package dev.reelkey.core.token;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** HKDF-SHA256 (RFC 5869). */
public final class Hkdf {
  private static final int HASH_BYTES = 32;

  private Hkdf() {}

  /**
   * Derives {@code length} bytes.
   *
   * @param salt empty for none
   * @param length at most 8160
   */
  public static byte[] derive(byte[] inputKey, byte[] salt, byte[] info, int length) {
    if (length < 1 || length > 255 * HASH_BYTES) {
      throw new IllegalArgumentException("HKDF-SHA256 gives 1 to 8160 bytes");
    }
    byte[] pseudoRandomKey = Hmac.raw(salt.length == 0 ? new byte[HASH_BYTES] : salt, inputKey);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] block = new byte[0];
    for (int counter = 1; output.size() < length; counter++) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(block);
      message.writeBytes(info);
      message.write(counter);
      block = Hmac.raw(pseudoRandomKey, message.toByteArray());
      output.writeBytes(block);
    }
    return Arrays.copyOf(output.toByteArray(), length);
  }
}
