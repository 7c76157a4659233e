package dev.reelkey.core.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A DPoP proof (RFC 9449, 4.2) that has passed the gate of form: ES256, a public P-256 key in the
 * header and nothing else there. Only {@link #signatureHolds} makes it worth anything.
 */
public final class DpopProof {
  private static final int MAX_BYTES = 4096;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,3000}\\.[A-Za-z0-9_-]{86}");
  private static final Set<String> HEADER = Set.of("alg", "typ", "jwk");
  // Browsers export key_ops and ext with the key; a private part refuses the proof (RFC 9449, 4.3).
  private static final Set<String> JWK_ALLOWED = Set.of("kty", "crv", "x", "y", "key_ops", "ext");
  private static final int MAX_ID = 128;

  private final String text;
  private final ECKey key;
  private final JsonNode claims;

  private DpopProof(String text, ECKey key, JsonNode claims) {
    this.text = text;
    this.key = key;
    this.claims = claims;
  }

  /** Empty where the text is no proof of the one form that Reelkey takes. */
  public static Optional<DpopProof> parse(String text) {
    if (text.length() > MAX_BYTES || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    try {
      JsonNode header = SignedJwt.STRICT.readTree(SignedJwt.canonical(parts[0]));
      JsonNode claims = SignedJwt.STRICT.readTree(SignedJwt.canonical(parts[1]));
      SignedJwt.canonical(parts[2]);
      return headerHolds(header) && claimsHold(claims)
          ? Optional.of(new DpopProof(text, key(header.get("jwk")), claims))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | IllegalStateException malformed) {
      return Optional.empty();
    }
  }

  /** The RFC 7638 thumbprint of the key that made the proof. */
  public String thumbprint() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claim {@code htm}. */
  public String method() {
    return claims.get("htm").textValue();
  }

  /** Claim {@code htu}: the request's address without query and fragment. */
  public String address() {
    return claims.get("htu").textValue();
  }

  public Instant issuedAt() {
    return Instant.ofEpochSecond(claims.get("iat").longValue());
  }

  /** Claim {@code jti}. */
  public String id() {
    return claims.get("jti").textValue();
  }

  public Optional<String> nonce() {
    return Optional.ofNullable(claims.path("nonce").textValue());
  }

  /** Whether claim {@code ath} names this access token. */
  public boolean covers(String accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return expected.equals(claims.path("ath").textValue());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the key in the header signed it. */
  public boolean signatureHolds(Provider provider) {
    try {
      ECDSAVerifier verifier = new ECDSAVerifier(key.toECPublicKey());
      verifier.getJCAContext().setProvider(provider);
      return JWSObject.parse(text).verify(verifier);
    } catch (JOSEException | ParseException refused) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "DpopProof(redacted)";
  }

  private static boolean headerHolds(JsonNode header) {
    Set<String> names = new TreeSet<>();
    header.fieldNames().forEachRemaining(names::add);
    return header.isObject()
        && names.equals(HEADER)
        && "ES256".equals(header.get("alg").textValue())
        && "dpop+jwt".equals(header.get("typ").textValue());
  }

  private static boolean claimsHold(JsonNode claims) {
    JsonNode date = claims.path("iat");
    String id = claims.path("jti").textValue();
    return claims.isObject()
        && date.isIntegralNumber()
        && date.canConvertToLong()
        && date.longValue() > 0
        && date.longValue() < 1L << 40
        && id != null
        && !id.isEmpty()
        && id.length() <= MAX_ID
        && claims.path("htm").isTextual()
        && claims.path("htu").isTextual();
  }

  /** The point is checked to lie on the curve. */
  private static ECKey key(JsonNode jwk) {
    Set<String> names = new TreeSet<>();
    jwk.fieldNames().forEachRemaining(names::add);
    if (!JWK_ALLOWED.containsAll(names)
        || !"EC".equals(jwk.path("kty").textValue())
        || !"P-256".equals(jwk.path("crv").textValue())
        || !jwk.path("x").isTextual()
        || !jwk.path("y").isTextual()) {
      throw new IllegalArgumentException("not a public P-256 key");
    }
    return new ECKey.Builder(
            Curve.P_256,
            new Base64URL(jwk.get("x").textValue()),
            new Base64URL(jwk.get("y").textValue()))
        .build();
  }
}
