package dev.reelkey.core.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.testing.ScriptedStore;
import dev.reelkey.core.testing.ScriptedStore.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HangingStoreTest {
  @Test
  @DisplayName("FLT-3 a store that hangs is given up within five seconds")
  void hangEndsSoonForWhatAPersonWaitsFor() {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) -> {
              never.await();
              return Answer.of(500);
            })) {
      Bucket bucket = store.bucket();
      long began = System.nanoTime();
      Stream<Runnable> calls =
          Stream.of(
              () -> bucket.head("some"),
              () -> bucket.get("some"),
              () -> bucket.stream("some", Optional.empty()),
              () -> bucket.create("some", new byte[64 * 1024], "text/plain"),
              () -> bucket.list("some/", "", 8));

      CompletableFuture.allOf(
              calls
                  .map(
                      call ->
                          CompletableFuture.runAsync(
                              () ->
                                  assertThatThrownBy(call::run)
                                      .isInstanceOf(StorageUnavailableException.class)))
                  .toArray(CompletableFuture[]::new))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();

      // Other requests wait for twenty; what is above five is for a busy machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      never.countDown();
    }
  }
}
