package dev.reelkey.core.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one service proves itself to the key-server: a token for one request, one minute long. */
public final class ServiceToken {
  private static final String TYPE = "reelkey-svc+jwt";
  private static final String AUDIENCE = "key-server";
  private static final Duration LIFE = Duration.ofSeconds(60);

  private ServiceToken() {}

  /**
   * A token for exactly this request.
   *
   * @param path the raw path with its query, as it stands in the request line
   */
  public static String sign(
      SigningKey key, String role, String method, String path, byte[] body, Clock clock) {
    Instant now = clock.instant();
    return new JwtSigner(key, TYPE)
        .sign(
            Map.of(
                "aud", AUDIENCE,
                "sub", role,
                "htm", method,
                "path", path,
                "body", digest(body),
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFE).getEpochSecond()));
  }

  /**
   * What the token says, or empty where it does not fit this request; its body comes later.
   *
   * @param path the raw path with its query, as it stands in the request line
   */
  public static Optional<Claim> verify(
      String token, PublicKeys keys, String method, String path, Clock clock) {
    return SignedJwt.parse(token)
        .filter(jwt -> jwt.type().equals(TYPE))
        .filter(jwt -> jwt.claim("aud").orElse("").equals(AUDIENCE))
        .filter(jwt -> jwt.claim("htm").orElse("").equals(method))
        .filter(jwt -> jwt.claim("path").orElse("").equals(path))
        .filter(jwt -> jwt.livesAtMost(LIFE))
        .filter(jwt -> jwt.isCurrent(clock.instant()))
        .filter(jwt -> new JwtSignature(keys, Set.of("ES256"), null).holds(jwt))
        .flatMap(ServiceToken::claim);
  }

  /**
   * A verified token's word.
   *
   * @param role of the caller
   * @param bodyDigest of the only body that it may send
   */
  public record Claim(String role, String bodyDigest) {
    public boolean covers(byte[] body) {
      return bodyDigest.equals(digest(body));
    }
  }

  private static Optional<Claim> claim(SignedJwt jwt) {
    return jwt.claim("sub").map(role -> new Claim(role, jwt.claim("body").orElse("")));
  }

  private static String digest(byte[] body) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
