package dev.reelkey.keyserver.kek;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.token.Hkdf;
import dev.reelkey.core.token.Hmac;
import dev.reelkey.core.token.SignedJwt;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TOK-4: the published vectors through our own classes, all of each file. No exception is needed.
 */
class WycheproofTest {
  @Test
  @DisplayName("TOK-4 AES-GCM: 316 vectors")
  void aesGcm() {
    int count =
        Wycheproof.each(
            "aes_gcm_test",
            (group, vector) ->
                assertThat(opensGcm(vector))
                    .as(name(vector))
                    .isEqualTo(Wycheproof.isValid(vector)));
    assertThat(count).isEqualTo(316);
  }

  @Test
  @DisplayName("TOK-4 HMAC-SHA256: 174 vectors")
  void hmac() {
    int count =
        Wycheproof.each(
            "hmac_sha256_test",
            (group, vector) -> {
              byte[] mac =
                  Hmac.raw(Wycheproof.bytes(vector, "key"), Wycheproof.bytes(vector, "msg"));
              byte[] shortened = Arrays.copyOf(mac, group.path("tagSize").asInt() / 8);
              assertThat(MessageDigest.isEqual(shortened, Wycheproof.bytes(vector, "tag")))
                  .as(name(vector))
                  .isEqualTo(Wycheproof.isValid(vector));
            });
    assertThat(count).isEqualTo(174);
  }

  @Test
  @DisplayName("TOK-4 HKDF-SHA256: 86 vectors")
  void hkdf() {
    int count =
        Wycheproof.each(
            "hkdf_sha256_test",
            (group, vector) ->
                assertThat(derivesHkdf(vector))
                    .as(name(vector))
                    .isEqualTo(Wycheproof.isValid(vector)));
    assertThat(count).isEqualTo(86);
  }

  /**
   * None of these is one of our tokens (no {@code typ}, no dates, no audience), so the gate takes
   * none: the valid ones are refused too, and that is the judgement.
   */
  @ParameterizedTest
  @CsvSource({"json_web_signature_test, 401", "json_web_crypto_test, 83", "json_web_key_test, 26"})
  @DisplayName("TOK-4 JWS: nothing passes the gate that is not ours")
  void jwsGate(String file, int expected) {
    int count =
        Wycheproof.each(
            file,
            (group, vector) ->
                assertThat(SignedJwt.parse(vector.path("jws").asText()))
                    .as(name(vector))
                    .isEmpty());
    assertThat(count).isEqualTo(expected);
  }

  private static boolean opensGcm(JsonNode vector) {
    byte[] text = Wycheproof.bytes(vector, "ct");
    byte[] tag = Wycheproof.bytes(vector, "tag");
    byte[] sealed = Arrays.copyOf(text, text.length + tag.length);
    System.arraycopy(tag, 0, sealed, text.length, tag.length);
    try {
      byte[] opened =
          AesGcm.open(
              Wycheproof.bytes(vector, "key"),
              Wycheproof.bytes(vector, "iv"),
              Wycheproof.bytes(vector, "aad"),
              sealed);
      return Arrays.equals(opened, Wycheproof.bytes(vector, "msg"));
    } catch (SealBrokenException refused) {
      return false;
    }
  }

  private static boolean derivesHkdf(JsonNode vector) {
    try {
      byte[] derived =
          Hkdf.derive(
              Wycheproof.bytes(vector, "ikm"),
              Wycheproof.bytes(vector, "salt"),
              Wycheproof.bytes(vector, "info"),
              vector.path("size").asInt());
      return Arrays.equals(derived, Wycheproof.bytes(vector, "okm"));
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static String name(JsonNode vector) {
    return vector.path("tcId").asText() + " " + vector.path("comment").asText();
  }
}
