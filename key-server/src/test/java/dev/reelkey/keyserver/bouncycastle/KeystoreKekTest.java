package dev.reelkey.keyserver.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AssociatedData;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreKekTest {
  private final SecureRandom random = new SecureRandom();
  private final Secret phrase = phrase("correct horse battery staple");
  private final byte[] place = AssociatedData.of("here");
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("kek.bcfks");
  }

  @Test
  void fileIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
    KeystoreKek.openOrCreate(file, phrase, random).rotate();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void wrappedKeyOpensAfterARestartAndARotation() {
    KeystoreKek kek = KeystoreKek.openOrCreate(file, phrase, random);
    Secret key = Secret.random(random, 32);
    byte[] wrapped = kek.wrap(1, key, place);
    assertThat(kek.rotate()).isEqualTo(2);

    KeystoreKek again = KeystoreKek.open(file, phrase, random);

    assertThat(again.unwrap(1, wrapped, place).sameAs(key)).isTrue();
    assertThat(again.active()).isEqualTo(2);
    assertThatThrownBy(() -> again.unwrap(2, wrapped, place))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> again.unwrap(1, wrapped, AssociatedData.of("there")))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void wrongPassPhraseAndMissingFileAreToldWithoutTheValue() {
    KeystoreKek.openOrCreate(file, phrase, random);

    assertThatThrownBy(() -> KeystoreKek.open(file, phrase("wrong"), random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong pass phrase")
        .hasMessageNotContaining("battery");
    assertThatThrownBy(() -> KeystoreKek.open(directory.resolve("none"), phrase, random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedFileDoesNotOpen() throws IOException {
    KeystoreKek.openOrCreate(file, phrase, random);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> KeystoreKek.open(file, phrase, random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthPrefixesKeepPartsApart() {
    assertThat(AssociatedData.of("ab", "c")).isNotEqualTo(AssociatedData.of("a", "bc"));
  }

  private static Secret phrase(String text) {
    return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
