package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MED-3: what the walls around the media process refuse")
class SandboxTest {
  @TempDir private Path directory;
  private final Sandbox sandbox = Sandbox.detect();

  @BeforeEach
  void needsTheWalls() {
    assumeThat(sandbox.strength())
        .as("needs bubblewrap, user namespaces and prlimit")
        .isEqualTo(Sandbox.Strength.FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat /etc/passwd",
        "cat /etc/shadow",
        "ls /home",
        "ls /root",
        "kill -0 $OUTER",
        "cat /proc/$OUTER/environ",
        "echo x > /usr/planted",
        "mount -t tmpfs none /usr",
        "unshare --user true && mount --bind /tmp /usr",
        "su root -c true",
        "head -c 1 /dev/sda",
      })
  void refuses(String script) throws Exception {
    String own = "OUTER=" + ProcessHandle.current().pid() + "; ";

    assertThat(run(own + script).exitCode()).isNotZero();
  }

  @Test
  void noFileCanBeWrittenAnywhere() throws Exception {
    // The signal for too large a file is ignored, so that the shell can say what happened.
    Outcome outcome = run("trap '' XFSZ; echo secret > /tmp/kept; cat /tmp/kept");

    assertThat(outcome.output()).doesNotContain("secret");
  }

  @Test
  void anotherJobsFilesAreNotThere() throws Exception {
    Path other = Files.writeString(directory.resolve("other-job"), "secret");

    assertThat(run("cat " + other).output()).doesNotContain("secret");
  }

  @Test
  void theEnvironmentIsEmpty() throws Exception {
    assertThat(run("env | grep -vE '^(PWD|_|SHLVL|OLDPWD)='").output()).isEmpty();
  }

  @Test
  void noAddressOfThisMachineIsReached() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("ls /sys/class/net 2>/dev/null; cat /proc/net/route | tail -n +2").output())
          .isEmpty();
      Outcome outcome =
          run("exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + " && echo connected");
      assertThat(outcome.output()).doesNotContain("connected");
    }
  }

  @Test
  void processesInsideEndWithTheirFirst() throws Exception {
    Outcome outcome = run("(while :; do sleep 1; done) & echo started");

    assertThat(outcome.output()).contains("started");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void everyStrengthSaysWhatItIs() {
    assertThat(sandbox.describe()).contains("bubblewrap");
    assertThat(Sandbox.rlimitsOnly().describe()).contains("rlimits only");
  }

  private record Outcome(int exitCode, String output) {}

  private Outcome run(String script) throws IOException, InterruptedException {
    List<String> command =
        sandbox.wrap(List.of("/usr/bin/bash", "-c", script), List.of(), ChildLimits.standard());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
