package dev.reelkey.core.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A JWT that has passed the gate of form and nothing else: its signature is not verified. The gate
 * comes before any library: size, alphabet, canonical base64url, header members, dates, audience.
 */
public final class SignedJwt {
  private static final int MAX_BYTES = 4096;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,4000}\\.[A-Za-z0-9_-]{1,1024}");
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
  static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String text;
  private final JsonNode header;
  private final JsonNode claims;

  private SignedJwt(String text, JsonNode header, JsonNode claims) {
    this.text = text;
    this.header = header;
    this.claims = claims;
  }

  /** Empty where the text is not a JWT of the one form that Reelkey takes. */
  public static Optional<SignedJwt> parse(String text) {
    if (text.length() > MAX_BYTES || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    try {
      JsonNode header = STRICT.readTree(canonical(parts[0]));
      JsonNode claims = STRICT.readTree(canonical(parts[1]));
      canonical(parts[2]);
      SignedJwt jwt = new SignedJwt(text, header, claims);
      return jwt.headerHolds() && jwt.claimsHold() ? Optional.of(jwt) : Optional.empty();
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  public String algorithm() {
    return header.get("alg").textValue();
  }

  public String type() {
    return header.get("typ").textValue();
  }

  public String keyId() {
    return header.get("kid").textValue();
  }

  public Optional<String> claim(String name) {
    JsonNode value = claims.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** A claim of any shape; a missing node where it is absent. */
  public JsonNode node(String name) {
    return claims.path(name);
  }

  public Instant issuedAt() {
    return Instant.ofEpochSecond(claims.get("iat").longValue());
  }

  public Instant expiresAt() {
    return Instant.ofEpochSecond(claims.get("exp").longValue());
  }

  /** Whether {@code exp − iat} keeps to the maximum of this type of token. */
  public boolean livesAtMost(Duration maximum) {
    return !expiresAt().isAfter(issuedAt().plus(maximum)) && expiresAt().isAfter(issuedAt());
  }

  /** Whether now lies within the token's dates, give or take {@link Skew#ALLOWED}. */
  public boolean isCurrent(Instant now) {
    return now.isBefore(expiresAt().plus(Skew.ALLOWED))
        && !now.isBefore(issuedAt().minus(Skew.ALLOWED))
        && (!claims.has("nbf")
            || !now.isBefore(
                Instant.ofEpochSecond(claims.get("nbf").longValue()).minus(Skew.ALLOWED)));
  }

  /** The exact bytes, for verification and for the cache of verified tokens; never for a log. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "SignedJwt(" + type() + ", redacted)";
  }

  private boolean headerHolds() {
    Set<String> names = new TreeSet<>();
    header.fieldNames().forEachRemaining(names::add);
    return header.isObject()
        && names.equals(HEADER)
        && header.get("alg").isTextual()
        && header.get("typ").isTextual()
        && header.get("kid").isTextual()
        && KEY_ID.matcher(keyId()).matches();
  }

  private boolean claimsHold() {
    return claims.isObject()
        && date("exp", true)
        && date("iat", true)
        && date("nbf", false)
        && claims.path("aud").isTextual();
  }

  private boolean date(String name, boolean required) {
    if (!claims.has(name)) {
      return !required;
    }
    JsonNode value = claims.get(name);
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() > 0
        && value.longValue() < 1L << 40;
  }

  /** The decoder takes some texts that it would not write; those are refused. */
  static byte[] canonical(String part) {
    byte[] decoded = Base64.getUrlDecoder().decode(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(part)) {
      throw new IllegalArgumentException("not canonical");
    }
    return decoded;
  }
}
