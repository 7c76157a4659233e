package dev.reelkey.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final TestTerminal terminal = new TestTerminal();

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "token",
        "upload",
        "videos",
        "videos list",
        "videos show",
        "videos retry",
        "videos delete",
        "sessions",
        "sessions list",
        "sessions show",
        "sessions revoke",
        "jobs",
        "jobs list",
        "jobs show",
        "jobs retry",
        "jobs delete",
        "keys",
        "keys list",
        "keys show",
        "keys rotate-kek",
        "keys rotate",
        "keys shred",
        "keys verify",
        "signing",
        "signing rotate",
        "doctor"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(terminal.run((command + " --help").split(" ", -1))).isZero();
    assertThat(terminal.out()).contains("Usage: reelkey " + command);
    assertThat(terminal.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | Say what to do",
        "nonsense | Unmatched argument",
        "sessions | Name a viewer, a video or both",
        "sessions list | Name a viewer, a video or both",
        "upload | Missing required parameter: 'FILE'",
        "token --subject s | Missing required option: '--scope=SCOPES'",
        "token --subject s --scope videos | 'videos' is not a scope",
        "token --subject s --scope videos:read --ttl soon | --ttl is a time such as 30m or 12h",
        "token --subject s --scope videos:read --ttl 25h | at most 24h",
        "videos show ../secrets | an id is made of",
        "up --port many | '--port'",
        "up --port 70000 | a port is a number from 0 to 65535",
        "doctor --port 70000 | a port is a number from 0 to 65535",
        "jobs --state dead retry aaaaaaaaaaaaaaaaaaaaaaaaaa | '--state' does not belong before",
      })
  void whoAsksWronglyIsToldHowAndGetsTwo(String line, String sentence) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(terminal.run(words)).isEqualTo(2);
    assertThat(terminal.err()).startsWith("reelkey: ").contains(sentence).contains("--help");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsToldBeforeAnythingStarts() {
    assertThat(
            terminal.run(
                "demo", "--data", root.resolve("data").toString(), root.resolve("x").toString()))
        .isEqualTo(1);
    assertThat(terminal.err()).contains("There is no file " + root.resolve("x"));
    assertThat(root.resolve("data")).doesNotExist();
  }

  @Test
  void whatDestroysAsksFirstAndSilenceIsANo() {
    String id = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (List<String> command :
        List.of(
            List.of("videos", "delete", id),
            List.of("sessions", "revoke", id),
            List.of("jobs", "delete", id),
            List.of("keys", "shred", id))) {
      TestTerminal terminal = new TestTerminal().type("\n");

      assertThat(terminal.run(command.toArray(String[]::new))).isEqualTo(1);
      assertThat(terminal.err())
          .contains("[y/N]", "Nothing was done", "--yes")
          .doesNotContain("No Reelkey");
    }
  }

  @Test
  void doctorFindsNothingBrokenHere() {
    assertThat(terminal.run("doctor", "--data", root.toString(), "--port", "0")).isZero();
    assertThat(terminal.out()).contains("java").contains("ffmpeg").contains("redis");
  }
}
