package dev.reelkey.standalone.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.ReelkeyMain;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
  void machinesAreToldInOneLineOfJsonThatItIsReady() throws Exception {
    Process up = up("--json");
    try {
      await(() -> firstEvent().isPresent());
      JsonNode ready = Json.parse(firstEvent().orElseThrow().getBytes(UTF_8), JsonNode.class);

      assertThat(ready.path("event").asText()).isEqualTo("ready");
      assertThat(ready.path("url").asText()).startsWith("http://127.0.0.1:");
      assertThat(ready.path("management_url").asText()).startsWith("http://127.0.0.1:");
      assertThat(ready.path("sign_in_url").asText()).contains("/#code=");
    } finally {
      up.destroy();
      up.waitFor();
    }
  }

  @Test
  void theTimeThatItSaysItTookIsNotMoreThanWhoWaitedSaw() throws Exception {
    long begin = System.nanoTime();
    Process up = up();
    try {
      await(() -> printedSeconds().isPresent());
      double waited = (System.nanoTime() - begin) / 1e9;

      // Half of the last digit may be rounding.
      assertThat(printedSeconds().orElseThrow()).isBetween(waited / 2, waited + 0.05);
    } finally {
      up.destroy();
      up.waitFor();
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

      assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(stopped.exitValue()).isZero();
      assertThat(ProcessHandle.of(redis).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(root.resolve("running.json")).doesNotExist();
    } finally {
      stopped.destroyForcibly();
    }
  }

  private Process up(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ReelkeyMain.class.getName(), "up", "--port", "0"));
    command.addAll(List.of("--data", root.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(printed().toFile())
        .start();
  }

  private Path printed() {
    return root.resolveSibling(root.getFileName() + ".log");
  }

  private Optional<Double> printedSeconds() {
    return firstLine("Reelkey is ready after .* s\\.")
        .map(line -> Double.valueOf(line.replaceAll("[^0-9]*([0-9.]+) s\\.", "$1")));
  }

  private Optional<String> firstEvent() {
    return firstLine("\\{.*\\}");
  }

  private Optional<String> firstLine(String form) {
    try (Stream<String> lines = Files.lines(printed())) {
      return lines.filter(each -> each.matches(form)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited two minutes").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
