package dev.reelkey.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot go well is refused in one sentence, and leaves nothing behind. */
class RefusedStartTest {
  @Test
  void aFullDiskIsToldInOneSentenceAndNothingIsLeftRunning(@TempDir Path other) throws Exception {
    Path disk = Files.createDirectory(other.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
        "a small disk can be mounted by root only");
    try {
      StandaloneConfig config = config(disk.resolve("deep/data"), "127.0.0.1", 0, Map.of());

      assertThatThrownBy(() -> start(config))
          .isInstanceOf(UserFaultException.class)
          .hasMessageMatching(
              "There is no space left on " + disk + " \\(\\d+ KiB free\\); make room or .*");
      assertThat(disk).isEmptyDirectory();
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aStoreThatCannotBeWrittenIsToldAndItsRedisEnds(@TempDir Path other) throws Exception {
    DataDirectory data = DataDirectory.at(other, Optional.empty());
    data.prepare();
    // A file where the bucket should be.
    Files.writeString(data.bucket(), "in the way");
    StandaloneConfig config = config(other, "127.0.0.1", 0, Map.of());

    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("The store in " + data.s3());
    Path note = data.redis().resolve("redis.pid");
    assertThat(!Files.exists(note) || !isAlive(Files.readString(note))).isTrue();
  }

  @Test
  void keysWithoutTheirKeystoreAreToldAndNoOtherOneIsMade(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("s3/reelkey/keys/some-video/source"));
    StandaloneConfig config = config(other, "127.0.0.1", 0, Map.of());
    Files.writeString(other.resolve("s3/reelkey/keys/some-video/source/9999999998.json"), "{}");

    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining(other.resolve("secrets/kek.bcfks").toString())
        .hasMessageContaining("--secrets DIR")
        .hasMessageContaining("backup");
    assertThat(other.resolve("secrets")).doesNotExist();
  }

  @Test
  void aPortInUseIsToldBeforeAnythingStarts(@TempDir Path other) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      StandaloneConfig config = config(other, "127.0.0.1", taken.getLocalPort(), Map.of());

      assertThatThrownBy(() -> start(config))
          .isInstanceOf(UserFaultException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--port");
      assertThat(other.resolve("redis/redis.conf")).doesNotExist();
    }
  }

  @Test
  void beyondLoopbackPlainHttpIsRefused(@TempDir Path other) {
    assertThatThrownBy(() -> config(other, "0.0.0.0", 0, Map.of()))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("--tls")
        .hasMessageContaining("--behind-proxy");
  }

  @Test
  void aSigningKeyIsPublishedForASecondAtLeast(@TempDir Path other) {
    assertThatThrownBy(
            () -> start(config(other, "127.0.0.1", 0, Map.of("PLAYBACK_SIGNING_DELAY", "0s"))))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("PLAYBACK_SIGNING_DELAY must be 1s at least");
  }

  @Test
  void aLogLevelThatIsNoneIsToldAndNotTakenForAnother(@TempDir Path other) {
    assertThatThrownBy(
            () -> start(config(other, "127.0.0.1", 0, Map.of("REELKEY_LOG_LEVEL", "LOUD"))))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("REELKEY_LOG_LEVEL must be one of");
  }

  @Test
  void behindAProxyThereIsNoDevelopmentIssuer(@TempDir Path other) {
    StandaloneConfig config =
        new StandaloneConfig(
            DataDirectory.at(other, Optional.empty()),
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            true,
            Map.of("PUBLIC_URL", "https://video.example"));

    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("ACCESS_ISSUER");
    assertThat(config.isDevelopment()).isFalse();
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive).isPresent();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static Standalone start(StandaloneConfig config) {
    return Standalone.start(config, Clock.systemUTC(), new SecureRandom(), next -> {});
  }

  private static StandaloneConfig config(
      Path data, String bind, int port, Map<String, String> settings) {
    return new StandaloneConfig(
        DataDirectory.at(data, Optional.empty()),
        new InetSocketAddress(bind, port),
        Optional.empty(),
        false,
        settings);
  }
}
