package dev.reelkey.transcoder.protect;

import dev.reelkey.core.secret.ContentKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * METHOD=AES-128: AES-CBC with PKCS#7 over one whole segment (HLS2 4.4.4.4, K5). The JDK's own
 * cipher does it; fed 16 KiB at a time, because its fast paths never see larger calls until
 * compiled.
 */
public final class SegmentCipher {
  private static final int PIECE = 16 * 1024;
  private static final int FIRST_BUFFER = 1 << 20;

  private final Cipher cipher;
  private final MessageDigest digest;
  private byte[] out = new byte[FIRST_BUFFER];
  private int length;

  private SegmentCipher(int mode, ContentKey key, Iv iv) {
    try {
      this.cipher = Cipher.getInstance("AES/CBC/PKCS5Padding", "SunJCE");
      cipher.init(mode, new SecretKeySpec(key.reveal(), "AES"), new IvParameterSpec(iv.bytes()));
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-CBC", e);
    }
  }

  /** Encrypts one segment, fed by {@link #write} and ended by {@link #finish}. */
  public static SegmentCipher encrypting(ContentKey key, Iv iv) {
    return new SegmentCipher(Cipher.ENCRYPT_MODE, key, iv);
  }

  /**
   * The clear segment.
   *
   * @throws SealBrokenException if length or padding are not those of a whole segment
   */
  public static byte[] decrypt(ContentKey key, Iv iv, byte[] ciphertext)
      throws SealBrokenException {
    // SunJCE takes an empty ciphertext for an empty text; the rule is at least one block.
    if (ciphertext.length == 0 || ciphertext.length % 16 != 0) {
      throw new SealBrokenException("a segment");
    }
    SegmentCipher cipher = new SegmentCipher(Cipher.DECRYPT_MODE, key, iv);
    cipher.write(ciphertext, 0, ciphertext.length);
    try {
      return cipher.end();
    } catch (BadPaddingException e) {
      throw new SealBrokenException("a segment", e);
    }
  }

  /** Lower-case hex SHA-256. */
  public static String sha256(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int at = 0; at < bytes.length; at += PIECE) {
        digest.update(bytes, at, Math.min(PIECE, bytes.length - at));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public void write(byte[] bytes, int offset, int count) {
    for (int done = 0; done < count; done += PIECE) {
      int piece = Math.min(PIECE, count - done);
      makeRoom(piece);
      try {
        int made = cipher.update(bytes, offset + done, piece, out, length);
        digest.update(out, length, made);
        length += made;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The whole ciphertext. */
  public EncryptedSegment finish() {
    try {
      byte[] ciphertext = end();
      return new EncryptedSegment(ciphertext, HexFormat.of().formatHex(digest.digest()));
    } catch (BadPaddingException e) {
      throw new IllegalStateException("encrypting knows no bad padding", e);
    }
  }

  /** Ciphertext on its way to the store, with its lower-case hex SHA-256. */
  @SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
  public record EncryptedSegment(byte[] ciphertext, String sha256) {}

  private byte[] end() throws BadPaddingException {
    makeRoom(0);
    try {
      int made = cipher.doFinal(out, length);
      digest.update(out, length, made);
      length += made;
    } catch (BadPaddingException e) {
      throw e;
    } catch (IllegalBlockSizeException e) {
      throw new BadPaddingException("not whole blocks");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return Arrays.copyOf(out, length);
  }

  private void makeRoom(int piece) {
    int needed = length + piece + 32;
    if (needed > out.length) {
      out = Arrays.copyOf(out, Math.max(needed, out.length * 2));
    }
  }
}
