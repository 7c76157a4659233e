package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("EDG-5: two live key ids, and the end of one")
class KeyRotationTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  private static String path(String keyId) {
    return TestTokens.path(keyId, ALICE, Instant.now().plus(Duration.ofHours(1)), SEGMENT);
  }

  @Test
  void aNewKeyAndTheEndOfAnOldOneRefuseNobodyElse() throws Exception {
    Map<String, Integer> refused = new TreeMap<>();
    assertThat(EDGE.get(path("main-1")).status()).isEqualTo(200);
    assertThat(EDGE.get(path("main-2")).status()).isEqualTo(200);
    assertThat(EDGE.get(path("main-3")).status()).isEqualTo(403);

    // Publish main-3 while main-1 and main-2 play on.
    EDGE.edge().reload(TestTokens.edgeKeys("main-1", "main-2", "main-3"));
    RunningEdge.await(
        () -> {
          count(refused, "main-1");
          count(refused, "main-2");
          return EDGE.get(path("main-3")).status() == 200;
        });
    // Retire main-1.
    EDGE.edge().reload(TestTokens.edgeKeys("main-2", "main-3"));
    RunningEdge.await(
        () -> {
          count(refused, "main-2");
          return EDGE.get(path("main-1")).status() == 403;
        });

    assertThat(refused).isEmpty();
    assertThat(EDGE.get(path("main-2")).status()).isEqualTo(200);
    assertThat(EDGE.get(path("main-3")).status()).isEqualTo(200);
  }

  private static void count(Map<String, Integer> refused, String keyId) throws java.io.IOException {
    if (EDGE.get(path(keyId)).status() != 200) {
      refused.merge(keyId, 1, Integer::sum);
    }
  }
}
