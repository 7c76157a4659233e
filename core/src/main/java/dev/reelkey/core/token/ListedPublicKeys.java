package dev.reelkey.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of a JWK set (RFC 7517, 5) that an operator handed over, for issuers without a URL. */
public final class ListedPublicKeys implements PublicKeys {
  private final Map<String, PublicKey> keys;

  private ListedPublicKeys(Map<String, PublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a JWK set.
   *
   * @throws IllegalArgumentException if it is none, is empty, or names a key without an id
   */
  public static ListedPublicKeys parse(byte[] jwks) {
    Map<String, PublicKey> keys = new HashMap<>();
    try {
      for (JWK each : JWKSet.parse(new String(jwks, StandardCharsets.UTF_8)).getKeys()) {
        if (each.getKeyID() == null || !(each instanceof AsymmetricJWK key)) {
          throw new IllegalArgumentException("a key without an id, or a secret one");
        }
        keys.put(each.getKeyID(), key.toPublicKey());
      }
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("not a JWK set", e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a JWK set without keys");
    }
    return new ListedPublicKeys(keys);
  }

  @Override
  public Optional<PublicKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }
}
