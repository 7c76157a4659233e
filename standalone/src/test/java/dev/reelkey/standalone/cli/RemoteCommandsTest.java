package dev.reelkey.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.standalone.data.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCommandsTest {
  private final TestTerminal terminal = new TestTerminal();

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"videos", "sessions --viewer v", "jobs", "keys list"})
  void whereNothingRunsTheWayOutIsTold(String command) {
    assertThat(terminal.run((command + " --data " + root).split(" ", -1))).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("reelkey: No Reelkey is running")
        .contains("reelkey up")
        .contains("--data DIR")
        .contains("REELKEY_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "videos --data DIR list",
        "videos list --data DIR",
        "sessions --data DIR --viewer v",
        "sessions --data DIR revoke aaaaaaaaaaaaaaaaaaaaaaaaaa --yes",
        "jobs --data DIR retry aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "keys --data DIR rotate-kek",
        "keys rotate-kek --data DIR",
        "signing --data DIR rotate",
      })
  void theDirectoryIsTheNamedOneBeforeAndAfterTheSubcommand(String command) {
    DataDirectory data = DataDirectory.at(root.resolve("named"), Optional.empty());
    data.prepare();
    URI silent = URI.create("http://127.0.0.1:9");
    TestTerminal.noteRunningAt(silent, data);

    assertThat(terminal.run(command.replace("DIR", data.root().toString()).split(" ", -1)))
        .isEqualTo(1);
    assertThat(terminal.err()).contains("Nothing answers at " + silent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"videos --json", "videos --json list", "videos list --json"})
  void machinesAreAnsweredInJsonBeforeAndAfterTheSubcommand(String command) throws IOException {
    terminal.withRemote(
        "{\"videos\":[]}",
        () -> {
          assertThat(terminal.run(command.split(" ", -1))).isZero();
          assertThat(terminal.out().strip()).isEqualTo("{\"videos\":[]}");
        });
  }

  @ParameterizedTest
  @CsvSource({"sessions show,No session", "jobs show,There is no work on video"})
  void whatIsNotThereIsSaidInASentence(String command, String sentence) throws IOException {
    terminal.withRemote(
        "{\"videos\":[],\"sessions\":[],\"jobs\":[]}",
        () -> {
          assertThat(terminal.run((command + " aaaaaaaaaaaaaaaaaaaaaaaaaa").split(" ", -1)))
              .isEqualTo(1);
          assertThat(terminal.err()).startsWith("reelkey: " + sentence);
        });
  }

  @Test
  void aSessionAndAJobAreShownFieldByField() throws IOException {
    String id = "bbbbbbbbbbbbbbbbbbbbbbbbbb";
    terminal.withRemote(
        "{\"videos\":[{\"id\":\"v\"}],\"sessions\":[{\"session_id\":\"%s\"}],\"jobs\":[{\"id\":\"%s\"}]}"
            .formatted(id, id),
        () -> {
          assertThat(terminal.run("sessions", "show", id)).isZero();
          assertThat(terminal.run("jobs", "show", id)).isZero();
          assertThat(terminal.out()).contains("session id: " + id).contains("\nid: " + id);
        });
  }

  @Test
  void machinesAreToldTheProgressOfARotationLineByLine() throws IOException {
    String video = "a".repeat(26);
    String answer =
        "{\"keyrings\":[{\"state\":\"live\",\"generation\":\"g\"}],\"job\":\"j\",\"ticket\":\"t\","
            + "\"state\":\"done\",\"done\":3,\"total\":3}";
    terminal.withRemote(
        answer,
        () -> {
          terminal.set("REELKEY_MANAGEMENT_URL", terminal.remote());
          assertThat(terminal.run("keys", "rotate", video, "--json")).isZero();
          assertThat(terminal.out().lines())
              .hasSize(2)
              .first()
              .asString()
              .contains("\"done\":3,\"total\":3");
        });
  }

  @Test
  void aRemoteSystemNeedsAToken() {
    terminal.set("REELKEY_URL", "http://127.0.0.1:9");

    assertThat(terminal.run("videos")).isEqualTo(1);
    assertThat(terminal.err()).contains("Set REELKEY_TOKEN");
  }

  @ParameterizedTest
  @CsvSource({
    "REELKEY_URL, video.example",
    "REELKEY_URL, ftp://video.example",
    "REELKEY_MANAGEMENT_URL, http://[",
  })
  void anAddressThatIsNoneIsToldByItsName(String name, String value) {
    terminal.set("REELKEY_URL", "http://127.0.0.1:9");
    terminal.set("REELKEY_TOKEN", "x");
    terminal.set(name, value);

    assertThat(terminal.run("keys", "list")).isEqualTo(1);
    assertThat(terminal.err()).startsWith("reelkey: " + name + " is an address such as https://");
  }

  @Test
  void aSilentAddressIsNamed() {
    terminal.set("REELKEY_URL", "http://127.0.0.1:9");
    terminal.set("REELKEY_TOKEN", "x");

    assertThat(terminal.run("videos")).isEqualTo(1);
    assertThat(terminal.err()).contains("Nothing answers at http://127.0.0.1:9");
  }

  @Test
  void keysOfARemoteSystemNeedItsManagementAddress() {
    terminal.set("REELKEY_URL", "https://video.example");
    terminal.set("REELKEY_TOKEN", "x");

    assertThat(terminal.run("keys", "list")).isEqualTo(1);
    assertThat(terminal.err()).contains("REELKEY_MANAGEMENT_URL");
  }
}
