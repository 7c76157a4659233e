package dev.reelkey.standalone.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
  private final List<String> announced = new ArrayList<>();
  private final OneTimeCode code =
      new OneTimeCode(new RandomIds(new SecureRandom()), announced::add);

  @Test
  void aWrongCodeIsRefusedAndCostsNothing() {
    String right = code.reveal();

    assertThat(code.use("")).isFalse();
    assertThat(code.use(right.substring(1))).isFalse();
    assertThat(announced).isEmpty();
    assertThat(code.use(right)).isTrue();
  }

  @Test
  void manyAtOnceAndOneIsLetIn() throws Exception {
    String right = code.reveal();
    ExecutorService crowd = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        calls.add(() -> code.use(right));
      }
      int letIn = 0;
      for (Future<Boolean> answer : crowd.invokeAll(calls)) {
        letIn += answer.get() ? 1 : 0;
      }
      assertThat(letIn).isEqualTo(1);
      assertThat(announced).containsExactly(code.reveal()).doesNotContain(right);
    } finally {
      crowd.shutdownNow();
    }
  }
}
