package dev.reelkey.keyserver.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import dev.reelkey.keyserver.kek.AssociatedData;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
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
  void processesOnOneFileLoseNoVersionOfEachOther() {
    KeystoreKek one = KeystoreKek.openOrCreate(file, phrase, random);
    KeystoreKek other = KeystoreKek.open(file, phrase, random);
    Secret key = Secret.random(random, 32);
    assertThat(one.rotate()).isEqualTo(2);
    byte[] wrapped = one.wrap(2, key, place);

    assertThat(other.unwrap(2, wrapped, place).sameAs(key)).isTrue();
    assertThat(other.rotate()).isEqualTo(3);

    assertThat(one.active()).isEqualTo(3);
    KeystoreKek restarted = KeystoreKek.open(file, phrase, random);
    assertThat(restarted.versions()).containsExactly(1, 2, 3);
    assertThat(restarted.unwrap(2, wrapped, place).sameAs(key)).isTrue();
    other.destroyBelow(3);
    assertThat(one.active()).isEqualTo(3);
    assertThat(one.versions()).containsExactly(3);
  }

  @Test
  void keystoreThatAnotherProcessSpoiltIsToldAndWhatIsKnownStaysOpen() throws IOException {
    KeystoreKek kek = KeystoreKek.openOrCreate(file, phrase, random);
    Secret key = Secret.random(random, 32);
    byte[] wrapped = kek.wrap(1, key, place);
    assertThat(kek.isCurrent()).isTrue();

    Files.write(file, new byte[] {1, 2, 3});

    assertThat(kek.isCurrent()).isFalse();
    assertThat(kek.unwrap(1, wrapped, place).sameAs(key)).isTrue();
  }

  @Test
  void keystoreOfOneEntryPerVersionOpensAndIsKeptWhenItIsChanged() throws Exception {
    Secret first = Secret.random(random, 32);
    Secret second = Secret.random(random, 32);
    writeEntryByEntry(first, second);
    byte[] wrapped = AesGcm.seal(first, place, second.reveal(), random);

    KeystoreKek kek = KeystoreKek.open(file, phrase, random);
    assertThat(kek.active()).isEqualTo(2);
    assertThat(kek.unwrap(1, wrapped, place).sameAs(second)).isTrue();
    kek.rotate();

    KeystoreKek again = KeystoreKek.open(file, phrase, random);
    assertThat(again.versions()).containsExactly(1, 2, 3);
    assertThat(again.unwrap(1, wrapped, place).sameAs(second)).isTrue();
  }

  private void writeEntryByEntry(Secret first, Secret second) throws Exception {
    char[] password = "correct horse battery staple".toCharArray();
    KeyStore store = KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
    store.load(null, null);
    byte[] state = "active=2 minimum=1".getBytes(StandardCharsets.UTF_8);
    store.setKeyEntry("state", new SecretKeySpec(state, "HmacSHA256"), password, null);
    store.setKeyEntry("kek-1", new SecretKeySpec(first.reveal(), "AES"), password, null);
    store.setKeyEntry("kek-2", new SecretKeySpec(second.reveal(), "AES"), password, null);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }

  @Test
  void lengthPrefixesKeepPartsApart() {
    assertThat(AssociatedData.of("ab", "c")).isNotEqualTo(AssociatedData.of("a", "bc"));
  }

  private static Secret phrase(String text) {
    return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
