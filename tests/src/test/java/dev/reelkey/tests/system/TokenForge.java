package dev.reelkey.tests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * Makes tokens that our issuers would never make, signed with their real keys: what is then refused
 * is refused for what the token says.
 */
public final class TokenForge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final ECGenParameterSpec P256 = new ECGenParameterSpec("secp256r1");

  private final Path secrets;

  public TokenForge(Path data) {
    this.secrets = data.resolve("secrets");
  }

  /** An access token of the development issuer, good for an hour. */
  public String access(String subject, String scopes) {
    return access(subject, scopes, claims -> {});
  }

  /** The same with other claims. */
  public String access(String subject, String scopes, Consumer<ObjectNode> change) {
    long now = Instant.now().getEpochSecond();
    ObjectNode claims =
        JSON.createObjectNode()
            .put("iss", "urn:reelkey:development")
            .put("aud", "reelkey")
            .put("sub", subject)
            .put("scope", scopes)
            .put("iat", now)
            .put("exp", now + 3600);
    change.accept(claims);
    return sign("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"dev-1\"}", claims, issuersKey());
  }

  /** A playback token like {@code genuine}, with other claims and a signature that holds. */
  public String playback(String genuine, Consumer<ObjectNode> change) {
    return sign(part(genuine, 0), changed(genuine, change), playbackKey(part(genuine, 0)));
  }

  /** The same token, signed by somebody else under our key's name. */
  public static String signedByAnother(String genuine) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(P256);
      return sign(
          part(genuine, 0), changed(genuine, claims -> {}), pairs.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same claims without any signature. */
  public static String unsigned(String genuine) {
    String header = part(genuine, 0).replace("ES256", "none");
    return BASE64.encodeToString(header.getBytes(UTF_8)) + "." + genuine.split("\\.")[1] + ".";
  }

  /** Moves issue and expiry into the past, keeping the distance. */
  public static void expire(ObjectNode claims) {
    for (String name : new String[] {"iat", "exp"}) {
      claims.put(name, claims.get(name).asLong() - 86_400);
    }
  }

  private static ObjectNode changed(String genuine, Consumer<ObjectNode> change) {
    try {
      ObjectNode claims = (ObjectNode) JSON.readTree(part(genuine, 1));
      change.accept(claims);
      return claims;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrivateKey issuersKey() {
    return privateKey(readKey(secrets.resolve("development-key.jwk")));
  }

  /** The one of the signing keys, which rotate, that a token's header names. */
  private PrivateKey playbackKey(String header) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(secrets, "playback-key*.jwk")) {
      String keyId = JSON.readTree(header).get("kid").asText();
      for (Path file : files) {
        JsonNode jwk = readKey(file);
        if (jwk.get("kid").asText().equals(keyId)) {
          return privateKey(jwk);
        }
      }
      throw new AssertionError("no signing key is called " + keyId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode readKey(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrivateKey privateKey(JsonNode jwk) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(P256);
      BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get("d").asText()));
      return KeyFactory.getInstance("EC")
          .generatePrivate(
              new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(String header, ObjectNode claims, PrivateKey key) {
    try {
      String signed =
          BASE64.encodeToString(header.getBytes(UTF_8))
              + "."
              + BASE64.encodeToString(JSON.writeValueAsBytes(claims));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String token, int index) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), UTF_8);
  }
}
