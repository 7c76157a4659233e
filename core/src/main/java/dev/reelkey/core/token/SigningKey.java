package dev.reelkey.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** An ES256 key pair with the id under which its public half is published. */
public final class SigningKey {
  private final ECKey key;

  private SigningKey(ECKey key) {
    this.key = key;
  }

  public static SigningKey generate(String keyId) {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256).keyID(keyId).keyUse(KeyUse.SIGNATURE).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("this JVM has no P-256", e);
    }
  }

  /** Reads what {@link #export} wrote. */
  public static SigningKey parse(Secret exported) {
    try {
      return new SigningKey(ECKey.parse(new String(exported.reveal(), StandardCharsets.UTF_8)));
    } catch (ParseException e) {
      throw new IllegalArgumentException("a signing key file holds one private EC JWK");
    }
  }

  /** The private JWK, for the secrets directory. */
  public Secret export() {
    return Secret.copyOf(key.toJSONString().getBytes(StandardCharsets.UTF_8));
  }

  public String keyId() {
    return key.getKeyID();
  }

  public ECPublicKey publicKey() {
    try {
      return key.toECPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  ECPrivateKey privateKey() {
    try {
      return key.toECPrivateKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JWK set (RFC 7517, 5) of the public halves, ready to be served as JSON. */
  public static Map<String, Object> jwks(List<SigningKey> keys) {
    return Map.of(
        "keys", keys.stream().map(each -> each.key.toPublicJWK().toJSONObject()).toList());
  }

  @Override
  public String toString() {
    return "SigningKey(" + keyId() + ")";
  }
}
