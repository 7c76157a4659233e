package dev.reelkey.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.standalone.ReelkeyMain;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, since this one cannot be killed. */
class KilledProcessTest {
  @TempDir private Path root;

  @Test
  void afterKillNineTheNextStartFindsTheDirectoryFreeAndOneRedis() throws Exception {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    Process killed = up();
    long redis;
    try {
      await(() -> Running.find(data).isPresent());
      redis = Long.parseLong(Files.readString(data.redis().resolve("redis.pid")).strip());
      assertThat(ProcessHandle.of(redis)).isPresent();
    } finally {
      killed.destroyForcibly().waitFor();
    }
    assertThat(Running.find(data)).as("the note of a dead process counts as none").isEmpty();

    StandaloneConfig config =
        new StandaloneConfig(
            data, new InetSocketAddress("127.0.0.1", 0), Optional.empty(), false, Map.of());
    try (Standalone next =
        Standalone.start(config, Clock.systemUTC(), new SecureRandom(), link -> {})) {
      assertThat(Running.find(data)).hasValue(next.running());
      await(() -> ProcessHandle.of(redis).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void sigtermStopsInOrderAndIsNoFailure() throws Exception {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    Process stopped = up();
    try {
      await(() -> Running.find(data).isPresent());
      long redis = Long.parseLong(Files.readString(data.redis().resolve("redis.pid")).strip());

      stopped.destroy();

      assertThat(stopped.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(stopped.exitValue()).isZero();
      assertThat(ProcessHandle.of(redis).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(root.resolve("running.json")).doesNotExist();
    } finally {
      stopped.destroyForcibly();
    }
  }

  private Process up() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ReelkeyMain.class.getName(),
            "up",
            "--port",
            "0",
            "--data",
            root.toString())
        .redirectErrorStream(true)
        .redirectOutput(root.resolveSibling(root.getFileName() + ".log").toFile())
        .start();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited thirty seconds").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
