package dev.reelkey.core.token;

import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) as base64url text, which is how all MACs of Reelkey's tokens look. */
public final class Hmac {
  private Hmac() {}

  public static String sign(Secret key, String message) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(raw(key.reveal(), message.getBytes(StandardCharsets.UTF_8)));
  }

  /** Compares as text, in constant time. */
  public static boolean holds(Secret key, String message, String mac) {
    return MessageDigest.isEqual(
        sign(key, message).getBytes(StandardCharsets.US_ASCII),
        mac.getBytes(StandardCharsets.UTF_8));
  }

  /** The 32 raw bytes. */
  public static byte[] raw(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
