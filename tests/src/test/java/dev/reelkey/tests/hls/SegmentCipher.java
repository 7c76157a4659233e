package dev.reelkey.tests.hls;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens a segment as a player would, and looks at the padding as a player would not. */
final class SegmentCipher {
  private static final int BLOCK = 16;
  private static final Pattern IV = Pattern.compile("0x[0-9A-F]{32}");

  private SegmentCipher() {}

  /** The clear bytes, checking K4, K5 and K7; empty if the segment cannot be opened. */
  static Optional<byte[]> open(
      MediaSegment segment, ByteBuffer stored, Map<String, ByteBuffer> keys, Findings findings) {
    byte[] bytes = bytes(stored);
    SegmentKey key = segment.key();
    if (!key.encrypts()) {
      return Optional.of(bytes);
    }
    boolean method = key.method().equals("AES-128");
    findings.must(method, "K13", key.where(), "the method is not AES-128");
    boolean iv = IV.matcher(key.iv()).matches();
    findings.must(iv, "K7", key.where(), "the IV is not 0x and 32 digits");
    ByteBuffer file = keys.getOrDefault(key.uri(), ByteBuffer.allocate(0));
    boolean whole = file.remaining() == BLOCK;
    findings.must(whole, "K4", key.where(), "the key file has " + file.remaining() + " bytes");
    boolean blocks = bytes.length > 0 && bytes.length % BLOCK == 0;
    findings.must(blocks, "K5", segment.where(), "no whole number of cipher blocks");
    if (!method || !iv || !whole || !blocks) {
      return Optional.empty();
    }
    return unpad(decrypt(bytes, bytes(file), key.iv()), segment, findings);
  }

  private static Optional<byte[]> unpad(byte[] padded, MediaSegment segment, Findings findings) {
    int padding = padded[padded.length - 1];
    boolean right = padding >= 1 && padding <= BLOCK;
    for (int n = 1; right && n <= padding; n++) {
      right = padded[padded.length - n] == padding;
    }
    findings.must(right, "K5", segment.where(), "the padding is not PKCS#7");
    return right ? Optional.of(Arrays.copyOf(padded, padded.length - padding)) : Optional.empty();
  }

  private static byte[] decrypt(byte[] bytes, byte[] key, String iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      byte[] start = new byte[BLOCK];
      byte[] number = new BigInteger(iv.substring(2), 16).toByteArray();
      int length = Math.min(BLOCK, number.length);
      System.arraycopy(number, number.length - length, start, BLOCK - length, length);
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in CBC mode", e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
