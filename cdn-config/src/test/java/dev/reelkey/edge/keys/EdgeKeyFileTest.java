package dev.reelkey.edge.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeKeyFileTest {
  @TempDir Path directory;

  private Path master() throws Exception {
    return Files.write(directory.resolve("master"), new byte[32]);
  }

  @Test
  void keysAreDerivedByTheNameAndNumberOfTheEdge() throws Exception {
    Path file = directory.resolve("keys.json");

    EdgeKeyFile.derive(master(), List.of("main-1", "eu-12")).write(file);

    // HKDF-SHA256 of 32 zero bytes, no salt, info edge/main/1 and edge/eu/12; made by another tool.
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"eu-12\":\"FxKaCcSESVH0VPbWo0NWM7YVKUYL2mD_hoZCcUxAla0\",\"main-1\":\"yUroK7nEXMWEQYyEsjzvKFKyaUcF3mZPhDEQwt3w8O0\"}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatCode(() -> EdgeKeyFile.check(file)).doesNotThrowAnyException();
  }

  @Test
  void rawAndTextMastersAreOne() throws Exception {
    Path text = directory.resolve("text");
    Files.writeString(
        text, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]) + "\n");

    EdgeKeyFile.derive(master(), List.of("main-1")).write(directory.resolve("a.json"));
    EdgeKeyFile.derive(text, List.of("main-1")).write(directory.resolve("b.json"));

    assertThat(directory.resolve("a.json")).hasSameTextualContentAs(directory.resolve("b.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main", "main-0", "main-01", "Main-1", "main-1/x", "-1", "main-1 ", "edge\n-1"})
  void aKeyIdOfAnotherFormIsRefused(String id) throws Exception {
    Path master = master();

    assertThatThrownBy(() -> EdgeKeyFile.derive(master, List.of(id)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMasterOfAnotherLengthIsRefused() throws Exception {
    Path master = Files.write(directory.resolve("short"), new byte[31]);

    assertThatThrownBy(() -> EdgeKeyFile.derive(master, List.of("main-1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "canary-of-a-secret",
        "{\"main-1\":\"canary\"}",
        "{\"main-1\":1}",
        "{\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"
      })
  void aFileThatNginxCouldNotUseIsRefusedWithoutQuotingIt(String content) throws Exception {
    Path file = directory.resolve("keys.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);

    assertThatThrownBy(() -> EdgeKeyFile.check(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws Exception {
    Path file = directory.resolve("keys.json");
    EdgeKeyFile.derive(master(), List.of("main-1")).write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> EdgeKeyFile.check(file)).hasMessageContaining("600");
  }
}
