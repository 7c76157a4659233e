package dev.reelkey.core.s3;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.testing.ScriptedStore;
import dev.reelkey.core.testing.ScriptedStore.Answer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BucketSelfTestTest {
  private final RandomIds ids = new RandomIds(new SecureRandom());

  @Test
  @DisplayName("FLT-6 a store that takes every write is unfit")
  void storeThatTakesEveryWriteIsUnfit() {
    try (ScriptedStore store = ScriptedStore.start((method, path, query) -> Answer.of(200))) {
      assertThatThrownBy(() -> BucketSelfTest.run(store.bucket(), ids))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void storeThatAllowsNoDeletionIsFit() {
    AtomicInteger puts = new AtomicInteger();
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) ->
                switch (method) {
                  case "PUT" ->
                      puts.getAndIncrement() == 0
                          ? Answer.of(200)
                          : Answer.error(412, "PreconditionFailed");
                  case "GET" -> new Answer(200, new byte[] {1});
                  default -> Answer.error(403, "AccessDenied");
                })) {
      assertThatCode(() -> BucketSelfTest.run(store.bucket(), ids)).doesNotThrowAnyException();
    }
  }
}
