package dev.reelkey.transcoder.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.secret.ContentKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentCipherTest {
  private static final HexFormat HEX = HexFormat.of();
  private final SecureRandom random = new SecureRandom();
  private final ContentKey key = ContentKey.random(random);
  private final Iv iv = Iv.random(random);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 188, 16_384, 16_385, 3_000_000})
  @DisplayName("K5: the ciphertext is floor(n / 16) * 16 + 16 bytes long and opens to the same")
  void lengthIsOfWholeBlocksWithAtLeastOneByteOfPadding(int length) throws Exception {
    byte[] clear = new byte[length];
    new Random(length).nextBytes(clear);

    SegmentCipher.EncryptedSegment made = encrypt(clear);

    assertThat(made.ciphertext()).hasSize(length / 16 * 16 + 16);
    assertThat(SegmentCipher.decrypt(key, iv, made.ciphertext())).isEqualTo(clear);
    assertThat(made.sha256())
        .isEqualTo(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(made.ciphertext())))
        .isEqualTo(SegmentCipher.sha256(made.ciphertext()));
  }

  @Test
  @DisplayName("NIST SP 800-38A, F.2.1: CBC-AES128.Encrypt, before the padding block")
  void matchesThePublishedVector() {
    ContentKey published = ContentKey.copyOf(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));
    Iv publishedIv = new Iv("000102030405060708090A0B0C0D0E0F");
    byte[] clear =
        HEX.parseHex(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    SegmentCipher cipher = SegmentCipher.encrypting(published, publishedIv);
    cipher.write(clear, 0, 10);
    cipher.write(clear, 10, clear.length - 10);

    assertThat(HEX.formatHex(cipher.finish().ciphertext()))
        .startsWith(
            "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
                + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7");
  }

  @Test
  void whatIsNotWholeBlocksIsRefused() {
    byte[] whole = encrypt(new byte[100]).ciphertext();

    for (int length : new int[] {0, 1, 15, whole.length - 1}) {
      assertThatThrownBy(
              () -> SegmentCipher.decrypt(key, iv, java.util.Arrays.copyOf(whole, length)))
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void anotherKeyDoesNotOpen() {
    byte[] whole = encrypt(new byte[1000]).ciphertext();
    int opened = 0;
    for (int i = 0; i < 50; i++) {
      try {
        byte[] clear = SegmentCipher.decrypt(ContentKey.random(random), iv, whole);
        opened += clear.length == 1000 ? 1 : 0;
      } catch (SealBrokenException expected) {
        // One in 256 wrong keys leaves something that looks like padding; none gives the text.
      }
    }
    assertThat(opened).isZero();
  }

  private SegmentCipher.EncryptedSegment encrypt(byte[] clear) {
    SegmentCipher cipher = SegmentCipher.encrypting(key, iv);
    cipher.write(clear, 0, clear.length);
    return cipher.finish();
  }
}
