package dev.reelkey.keyserver.kek;

import dev.reelkey.core.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (SP 800-38D) with a random 96-bit nonce, written as nonce, ciphertext, tag. A key
 * seals far fewer than the 2^32 messages that random nonces allow.
 */
public final class AesGcm {
  public static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  public static byte[] seal(
      Secret key, byte[] associatedData, byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keyBytes(key), nonce, associatedData);
      byte[] sealed = cipher.doFinal(plaintext);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-256-GCM", e);
    }
  }

  /**
   * Opens what {@link #seal} wrote.
   *
   * @throws SealBrokenException for every other input
   */
  public static byte[] open(Secret key, byte[] associatedData, byte[] sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new SealBrokenException();
    }
    return open(
        keyBytes(key),
        Arrays.copyOf(sealed, NONCE_BYTES),
        associatedData,
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  /** The same with every parameter apart, for the published vectors. */
  static byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData).doFinal(ciphertext);
    } catch (GeneralSecurityException refused) {
      throw new SealBrokenException();
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associatedData);
    return cipher;
  }

  private static byte[] keyBytes(Secret key) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes");
    }
    return key.reveal();
  }
}
