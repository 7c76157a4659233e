package dev.reelkey.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisRefusesException;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.BucketSelfTest;
import dev.reelkey.core.s3.Revisions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealStoresTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** For what a busy machine answers in the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void scriptErrorIsNoOutageAndDeadServerIs() {
    try (RealRedis server = RealRedis.start();
        Redis redis = server.open()) {
      assertThat(redis.run("return {ARGV[1]}", List.of(), List.of("a"), PATIENCE))
          .containsExactly("a");
      assertThatThrownBy(
              () -> redis.run("return redis.call('nothing')", List.of(), List.of(), PATIENCE))
          .isInstanceOf(IllegalStateException.class);
      server.stop();
      assertThatThrownBy(() -> redis.run("return {'1'}", List.of(), List.of(), LIMIT))
          .isInstanceOf(RedisUnavailableException.class);
      server.startAgain();
    }
  }

  @Test
  void fullServerIsNoOutageAndOneThatMayNotWriteIs() {
    String write = "return {redis.call('SET', KEYS[1], 'x')['ok']}";
    try (RealRedis server = RealRedis.start();
        Redis redis = server.open()) {
      server.command("CONFIG SET maxmemory 1");
      assertThatThrownBy(() -> redis.run(write, List.of("a"), List.of(), PATIENCE))
          .isInstanceOf(RedisRefusesException.class);
      server.command("CONFIG SET maxmemory 0");
      server.command("REPLICAOF 127.0.0.1 1");
      assertThatThrownBy(() -> redis.run(write, List.of("a"), List.of(), LIMIT))
          .isExactlyInstanceOf(RedisUnavailableException.class);
      server.command("REPLICAOF NO ONE");
    }
  }

  @Test
  void revisionIsCreatedOnceAndTheHighestIsFound(@TempDir Path directory) {
    try (RealBucket store = RealBucket.start(directory)) {
      BucketSelfTest.run(store.bucket(), new RandomIds(new SecureRandom()));
      Revisions revisions = new Revisions(store.bucket());
      for (int number = 1; number <= 12; number++) {
        assertThat(revisions.create("some/", number, bytes("r" + number))).isTrue();
      }
      assertThat(revisions.create("some/", 12, bytes("other"))).isFalse();
      assertThat(revisions.latest("some/"))
          .hasValueSatisfying(
              latest -> {
                assertThat(latest.number()).isEqualTo(12);
                assertThat(latest.content()).isEqualTo(bytes("r12"));
              });
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
