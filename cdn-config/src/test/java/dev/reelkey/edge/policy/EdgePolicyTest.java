package dev.reelkey.edge.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgePolicyTest {
  private static String shippedText() throws IOException {
    try (InputStream in = EdgePolicy.class.getResourceAsStream("/policy.json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void theShippedPolicyHoldsTheAgreedNumbers() {
    EdgePolicy policy = EdgePolicy.shipped();

    assertThat(policy.edgeToken().skewSeconds()).isEqualTo(30);
    assertThat(policy.cache().preflightSeconds()).isEqualTo(7200);
    assertThat(policy.limits().headerSeconds()).isEqualTo(10);
    assertThat(policy.limits().jsonBodyBytes()).isEqualTo(65536);
    assertThat(policy.crossOrigin().exposedHeaders())
        .contains("Retry-After", "Reelkey-Pace-Remaining", "X-Request-ID");
  }

  @Test
  void everyRouteUnderTNeedsTheToken() {
    assertThat(EdgePolicy.shipped().routes())
        .allSatisfy(
            route ->
                assertThat(route.kind().needsEdgeToken())
                    .as(route.name())
                    .isEqualTo(route.path().startsWith("/t/")));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"skewSeconds\": 30', '\"skewSeconds\": 301'",
    "'\"skewSeconds\": 30', '\"skew\": 30'",
    "'\"skewSeconds\": 30', '\"skewSeconds\": null'",
    "'\"keysBurst\": 80', '\"keysBurst\": 0'",
    "'\"keysBurst\": 80', '\"keysBurst\": -1'",
    "'\"trustedProxies\": []', '\"trustedProxies\": [], \"extra\": 1'",
    "'\"trustedProxies\": []', '\"trustedProxies\": [], \"trustedProxies\": []'",
    "'\"apiOrigins\": []', '\"apiOrigins\": [\"*\"]'",
    "'\"name\": \"segment\"', '\"name\": \"playlist\"'",
    "'\"name\": \"segment\"', '\"name\": \"a;b\"'",
    "'\"kind\": \"EVENTS\"', '\"kind\": \"ANY\"'",
    "'\"upstream\": \"keys\"', '\"upstream\": \"elsewhere\"'"
  })
  void aPolicyWithAFaultIsRefused(String right, String wrong) throws Exception {
    String text = shippedText();
    assertThat(text).contains(right);

    assertThatThrownBy(() -> EdgePolicy.parse(text.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesInBracesAreReplacedAndQuantifiersAreNot() {
    Grammar grammar = new Grammar(Map.of("id", "[a-z]{26}", "pair", "{id}/{id}"));

    assertThat(grammar.regex("/x/{pair}")).isEqualTo("^/x/[a-z]{26}/[a-z]{26}$");
    assertThat(
            Pattern.compile(grammar.regex("/x/{pair}"))
                .matcher("/x/" + "a".repeat(26) + "/" + "b".repeat(26))
                .matches())
        .isTrue();
  }

  @Test
  void aGrammarThatIsUnknownOrEndlessIsRefused() {
    Grammar grammar = new Grammar(Map.of("loop", "x{loop}"));

    assertThatThrownBy(() -> grammar.regex("{nothing}")).hasMessageContaining("nothing");
    assertThatThrownBy(() -> grammar.regex("{loop}")).hasMessageContaining("names itself");
  }
}
