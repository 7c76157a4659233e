package dev.reelkey.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final byte[] BYTES =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @Test
  @DisplayName("KEY-4: a secret prints none of its bytes")
  void aSecretPrintsNoneOfItsBytes() {
    assertThat(Secret.copyOf(BYTES)).hasToString("Secret(redacted)");
    assertThat(ContentKey.copyOf(BYTES)).hasToString("ContentKey(redacted)");
  }

  @Test
  void theBytesAreCopiedInAndOut() {
    byte[] given = BYTES.clone();
    Secret secret = Secret.copyOf(given);
    given[0] = 'x';
    secret.reveal()[1] = 'x';

    assertThat(secret.reveal()).isEqualTo(BYTES);
  }

  @Test
  void sameAsComparesContent() {
    byte[] other = BYTES.clone();
    other[15] ^= 1;

    assertThat(Secret.copyOf(BYTES).sameAs(Secret.copyOf(BYTES))).isTrue();
    assertThat(Secret.copyOf(BYTES).sameAs(Secret.copyOf(other))).isFalse();
  }

  @Test
  @DisplayName("K4: a content key has 16 bytes and no other number")
  void aContentKeyHasSixteenBytes() {
    assertThatThrownBy(() -> ContentKey.copyOf(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContentKey.copyOf(new byte[17]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
