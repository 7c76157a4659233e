package dev.reelkey.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisConfig;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  private static final Secret PASSWORD =
      Secret.copyOf("a-password-of-this-test".getBytes(StandardCharsets.US_ASCII));
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** For what a busy machine answers in the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void whatWasWrittenIsThereAfterARestart() {
    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      run(redis, "redis.call('SET', 'k', 'v') return {'ok'}");
    }
    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      assertThat(run(redis, "return {redis.call('GET', 'k')}")).containsExactly("v");
    }
  }

  @Test
  void anAppendOnlyFileThatItCannotReadIsSetAside() throws IOException {
    Files.writeString(directory.resolve("appendonly.aof"), "no file of Redis\r\n");

    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      assertThat(redis.answers(PATIENCE)).isTrue();
      assertThat(directory).isDirectoryContaining("glob:**appendonly.aof.unreadable-*");
    }
  }

  @Test
  void aTakenPortIsNotBlamedOnTheAppendOnlyFile() throws IOException {
    start().close();
    Path file = directory.resolve("redis.conf");
    Files.delete(file);
    // One that ends without an answer, once the test has taken its port.
    Files.writeString(
        Path.of(new RedisProgram(directory).find()),
        "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n"
            + "while [ ! -e go ]; do sleep 0.05; done; exit 1\n");

    try (EmbeddedRedis server =
        EmbeddedRedis.start(directory, new RedisProgram(directory), PASSWORD)) {
      await(() -> Files.exists(file));
      int port = URI.create(server.config().address()).getPort();
      try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        Files.createFile(directory.resolve("go"));
        assertThatThrownBy(server::awaitReady).isInstanceOf(UserFaultException.class);
        assertThat(other.isBound()).isTrue();
      }
    }
    assertThat(directory).isDirectoryNotContaining("glob:**unreadable-*");
  }

  @Test
  void withoutThePasswordNobodyIsHeard() {
    try (EmbeddedRedis server = start();
        Redis stranger = Redis.open(new RedisConfig(server.config().address(), Optional.empty()))) {
      assertThat(stranger.answers(LIMIT)).isFalse();
    }
  }

  @Test
  void commandsThatDestroyOrReconfigureAreGone() {
    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      for (String command : List.of("FLUSHALL", "CONFIG", "DEBUG", "MODULE", "SHUTDOWN")) {
        String script = "return {redis.pcall('" + command + "', 'GET', '*').err or 'none'}";
        assertThat(run(redis, script).toString()).as(command).containsIgnoringCase("unknown");
      }
    }
  }

  @Test
  void whenItDiesAloneItIsStartedAgainAtTheSameAddress() {
    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      assertThat(redis.answers(PATIENCE)).isTrue();
      long first = server.pid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await(() -> server.pid() != first && redis.answers(LIMIT));
    }
  }

  @Test
  void whenItDoesNotStartAgainForAWhileItIsTriedUntilItDoes() throws IOException {
    Path program = Path.of(new RedisProgram(directory).find());
    Path good = directory.resolve("good");
    Path failing =
        Files.writeString(directory.resolve("failing"), "#!/bin/sh\necho >> failed\nexit 1\n");
    assertThat(failing.toFile().setExecutable(true)).isTrue();
    try (EmbeddedRedis server = start();
        Redis redis = Redis.open(server.config())) {
      assertThat(redis.answers(PATIENCE)).isTrue();
      Files.createLink(good, program);
      Files.move(failing, program, StandardCopyOption.REPLACE_EXISTING);
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      // As it was, and without its append-only file.
      await(() -> size(directory.resolve("failed")) >= 2);
      Files.move(good, program, StandardCopyOption.REPLACE_EXISTING);

      await(() -> redis.answers(LIMIT));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itKnowsNothingOfOurEnvironment() throws IOException {
    try (EmbeddedRedis server = start()) {
      String environment = Files.readString(Path.of("/proc/" + server.pid() + "/environ"));

      assertThat(Arrays.stream(environment.split("\0")).map(each -> each.split("=")[0]))
          .isSubsetOf("PATH", "LD_LIBRARY_PATH");
    }
  }

  @Test
  void oneThatOutlivedItsParentIsEndedBeforeTheNextStarts() throws Exception {
    start().close();
    Process stale = startWithTheSameFile();
    try {
      await(() -> noted().equals(Long.toString(stale.pid())));

      try (EmbeddedRedis server = start()) {
        assertThat(stale.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.pid()).isNotEqualTo(stale.pid());
      }
    } finally {
      stale.destroyForcibly();
    }
  }

  @Test
  void aForeignProcessThatHasTheNotedIdIsLeftAlone() throws Exception {
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(directory.resolve("redis.pid"), foreign.pid() + "\n");

      start().close();

      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  private EmbeddedRedis start() {
    EmbeddedRedis server = EmbeddedRedis.start(directory, new RedisProgram(directory), PASSWORD);
    server.awaitReady();
    return server;
  }

  private Process startWithTheSameFile() throws IOException {
    return new ProcessBuilder(
            new RedisProgram(directory).find(), directory.resolve("redis.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** The process id in the note; empty while there is none. */
  private String noted() {
    try {
      return Files.readString(directory.resolve("redis.pid")).strip();
    } catch (IOException none) {
      return "";
    }
  }

  private static List<Object> run(Redis redis, String script) {
    return redis.run(script, List.of(), List.of(), PATIENCE);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds(condition)) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (RedisUnavailableException e) {
      return false;
    }
  }
}
