package dev.reelkey.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the signature of a gated JWT with asymmetric keys only. */
public final class JwtSignature {
  private static final Set<String> ASYMMETRIC =
      Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

  private final PublicKeys keys;
  private final Set<String> algorithms;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  /**
   * Verifies by the keys of one issuer.
   *
   * @param algorithms the JWA names the issuer may use; symmetric ones are refused here
   * @param provider for EC, where a faster one than the JDK's is at hand; null for the JDK's
   */
  public JwtSignature(PublicKeys keys, Set<String> algorithms, @Nullable Provider provider) {
    if (!ASYMMETRIC.containsAll(algorithms)) {
      throw new IllegalArgumentException("token algorithms are asymmetric: " + ASYMMETRIC);
    }
    this.keys = keys;
    this.algorithms = Set.copyOf(algorithms);
    if (provider != null) {
      verifiers.getJCAContext().setProvider(provider);
    }
  }

  /**
   * Whether the signature holds.
   *
   * @throws PublicKeys.KeysUnavailableException if the issuer's keys cannot be had now
   */
  public boolean holds(SignedJwt jwt) {
    if (!algorithms.contains(jwt.algorithm())) {
      return false;
    }
    Optional<PublicKey> key = keys.find(jwt.keyId());
    if (key.isEmpty()) {
      return false;
    }
    try {
      JWSObject object = JWSObject.parse(jwt.text());
      JWSVerifier verifier = verifiers.createJWSVerifier(object.getHeader(), key.get());
      return object.verify(verifier);
    } catch (ParseException | JOSEException notOurs) {
      return false;
    }
  }
}
