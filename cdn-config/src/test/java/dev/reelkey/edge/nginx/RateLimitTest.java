package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.KEY;
import static dev.reelkey.edge.nginx.TestTokens.SEGMENT;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Limits;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
  /** One request a second and a burst of 2: the fourth at once is one too many. */
  private static EdgePolicy tight() {
    Limits limits = EdgePolicy.shipped().limits();
    return EdgePolicy.shipped()
        .with(
            new Limits(
                limits.headerBuffers(),
                limits.headerBufferBytes(),
                limits.jsonBodyBytes(),
                limits.uploadBodyBytes(),
                limits.headerSeconds(),
                limits.bodySeconds(),
                limits.idleSeconds(),
                limits.connectionsPerAddress(),
                1,
                200,
                1,
                2,
                1,
                2));
  }

  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest(tight());

  private static Wire.Answer untilRefused(String path, int atMost) throws IOException {
    for (int n = 0; n < atMost; n++) {
      Wire.Answer answer = EDGE.get(path);
      if (answer.status() != 200) {
        return answer;
      }
    }
    throw new AssertionError("never refused: " + path);
  }

  @Test
  void tooManyApiCallsAreAProblemThatSaysWhenToComeBack() throws Exception {
    Wire.Answer answer = untilRefused("/v1/jobs", 30);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).contains("\"code\":\"rate_limited\"");
    assertThat(answer.headers().get("retry-after")).containsExactly("1");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void tooManyKeyRequestsAreRefusedReadablyForThePlayer() throws Exception {
    Wire.Answer answer = untilRefused(path(ALICE, KEY), 30);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
  }

  @Test
  void mediaHasAGenerousLimitOfItsOwn() throws Exception {
    for (int n = 0; n < 100; n++) {
      assertThat(EDGE.get(path(ALICE, SEGMENT)).status()).isEqualTo(200);
    }
  }
}
