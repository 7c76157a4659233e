package dev.reelkey.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.util.Map;

/** Writes ES256 tokens of one type under one key. */
final class JwtSigner {
  private final SigningKey key;
  private final String type;

  JwtSigner(SigningKey key, String type) {
    this.key = key;
    this.type = type;
  }

  String sign(Map<String, Object> claims) {
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType(type))
                  .keyID(key.keyId())
                  .build(),
              new Payload(claims));
      token.sign(new ECDSASigner(key.privateKey()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing a " + type + " failed", e);
    }
  }
}
