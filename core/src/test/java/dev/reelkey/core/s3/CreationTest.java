package dev.reelkey.core.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.ScriptedStore;
import dev.reelkey.core.testing.ScriptedStore.Answer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationTest {
  private static final byte[] OURS = {1};

  @Test
  void conflictSaysNothingAboutTheObjectAndIsTriedAgain() {
    AtomicInteger puts = new AtomicInteger();
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) ->
                puts.getAndIncrement() < 2
                    ? Answer.error(409, "ConditionalRequestConflict")
                    : Answer.of(200))) {
      assertThat(store.bucket().create("some", OURS, "text/plain")).isTrue();
      assertThat(puts.get()).isEqualTo(3);
    }
  }

  @Test
  void conflictThatDoesNotEndIsNoAnswer() {
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) -> Answer.error(409, "ConditionalRequestConflict"))) {
      assertThatThrownBy(() -> store.bucket().create("some", OURS, "text/plain"))
          .isInstanceOf(StorageUnavailableException.class);
    }
  }

  @Test
  void largeObjectOfTheSameLengthIsNotTakenForOurs(@TempDir Path directory) {
    byte[] theirs = new byte[(2 << 20) + 1];
    byte[] ours = theirs.clone();
    ours[ours.length - 1] = 1;
    try (RealBucket store = RealBucket.start(directory)) {
      assertThat(store.bucket().create("some", theirs, "text/plain")).isTrue();

      assertThat(store.bucket().create("some", ours, "text/plain")).isFalse();
      assertThat(store.bucket().create("some", theirs, "text/plain")).isTrue();
    }
  }
}
