package dev.reelkey.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path root;

  @Test
  void aSecretIsMadeOnceAndFoundAgain() {
    DataDirectory data = prepared();

    assertThat(open(data).s3SecretKey().sameAs(open(data).s3SecretKey())).isTrue();
    assertThat(open(data).serviceKey().publicKey()).isEqualTo(open(data).serviceKey().publicKey());
    assertThat(open(data).s3SecretKey().sameAs(open(data).redisPassword())).isFalse();
  }

  @Test
  void aSecretThatOthersCanReadIsRefusedWithTheWayOut() throws IOException {
    DataDirectory data = prepared();
    open(data).redisPassword();
    Path file = data.secrets().resolve("redis-password");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> open(data).redisPassword())
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aDirectoryThatOthersCanReadIsRefused() throws IOException {
    DataDirectory data = prepared();
    Files.setPosixFilePermissions(data.secrets(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> open(data))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void secretsMayLieElsewhereButNeverWhereS3Serves() {
    Path elsewhere = root.resolve("vault");
    DataDirectory data = DataDirectory.at(root.resolve("data"), Optional.of(elsewhere));
    data.prepare();
    open(data).redisPassword();

    assertThat(elsewhere.resolve("redis-password")).exists();
    assertThat(root.resolve("data/secrets")).doesNotExist();
    assertThatThrownBy(
            () -> DataDirectory.at(root, Optional.of(root.resolve("s3/reelkey/secrets"))))
        .isInstanceOf(UserFaultException.class);
  }

  @Test
  void whatIsKeptBelongsToItsOwnerAndReplacesTheOldContentWhole() throws IOException {
    Path file = prepared().secrets().resolve("note");

    OwnerOnly.keep(file, new byte[] {1, 2, 3});
    OwnerOnly.keep(file, new byte[] {4});

    assertThat(file).hasBinaryContent(new byte[] {4});
    assertThat(OwnerOnly.isOpenToOthers(file)).isFalse();
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
  }

  private DataDirectory prepared() {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    data.prepare();
    return data;
  }

  private static Secrets open(DataDirectory data) {
    return Secrets.open(data, new SecureRandom());
  }
}
