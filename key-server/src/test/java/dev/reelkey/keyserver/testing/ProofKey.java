package dev.reelkey.keyserver.testing;

import dev.reelkey.core.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A player's DPoP key, written with nothing but the JDK: a second opinion on the format. */
public final class ProofKey {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private final KeyPair pair;

  public ProofKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 7638: the required members in the order of their names. */
  public String thumbprint() {
    return sha256("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x() + "\",\"y\":\"" + y() + "\"}");
  }

  public Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "dpop+jwt");
    header.put("alg", "ES256");
    header.put("jwk", Map.of("kty", "EC", "crv", "P-256", "x", x(), "y", y()));
    return header;
  }

  public static Map<String, Object> claims(String address, String token, long issued, String id) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("htm", "GET");
    claims.put("htu", address);
    claims.put("iat", issued);
    claims.put("jti", id);
    claims.put("ath", sha256(token));
    return claims;
  }

  public String sign(Map<String, Object> header, Map<String, Object> claims) {
    try {
      String text =
          BASE64.encodeToString(Json.bytes(header))
              + "."
              + BASE64.encodeToString(Json.bytes(claims));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String x() {
    return coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineX());
  }

  private String y() {
    return coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineY());
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return BASE64.encodeToString(fixed);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return BASE64.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
