package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.BOB;
import static dev.reelkey.edge.nginx.TestTokens.KEY;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("EDG-3: keys pass and are never stored")
class KeyRouteTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  @Test
  void everyRequestOfEverySessionReachesTheKeyServer() throws Exception {
    for (int n = 0; n < 3; n++) {
      for (String path : new String[] {path(ALICE, KEY), path(BOB, KEY)}) {
        Wire.Answer answer = EDGE.get(path, "Authorization: Bearer good");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("sixteen-byte-key");
        assertThat(answer.header("X-Cache")).isEmpty();
        assertThat(answer.headers().get("cache-control")).containsExactly("no-store");
      }
    }
    assertThat(EDGE.origin().requests()).hasSize(6);
  }

  @Test
  void aKeyServerThatForgetsNoStoreChangesNothing() throws Exception {
    EDGE.origin()
        .answers(
            exchange ->
                StubOrigin.send(
                    exchange, 200, "video/mp2t", StubOrigin.IMMUTABLE, "0123456789abcdef"));

    assertThat(EDGE.get(path(ALICE, KEY)).headers().get("cache-control"))
        .containsExactly("no-store");
    EDGE.get(path(BOB, KEY));

    assertThat(EDGE.origin().requests()).hasSize(2);
  }

  @Test
  void theProofOfTheViewerPassesAndNothingElseOfHis() throws Exception {
    EDGE.get(
        path(ALICE, KEY),
        "Authorization: DPoP token",
        "DPoP: proof",
        "Cookie: a=b",
        "X-Forwarded-For: 10.9.8.7",
        "X-Request-ID: request-0001");

    assertThat(EDGE.origin().requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.headers().getFirst("Authorization")).isEqualTo("DPoP token");
              assertThat(request.headers().getFirst("DPoP")).isEqualTo("proof");
              assertThat(request.headers().getFirst("X-Request-ID")).isEqualTo("request-0001");
              assertThat(request.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
              assertThat(request.headers()).doesNotContainKey("Cookie");
            });
  }

  @Test
  void refusalsOfTheKeyServerPassAsTheyAre() throws Exception {
    EDGE.origin()
        .answers(
            exchange -> {
              exchange.getResponseHeaders().set("Retry-After", "7");
              exchange.getResponseHeaders().set("Reelkey-Pace-Remaining", "0");
              StubOrigin.send(
                  exchange,
                  503,
                  "application/problem+json",
                  "no-store",
                  "{\"code\":\"pace_exceeded\"}");
            });

    Wire.Answer answer = EDGE.get(path(ALICE, KEY));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"code\":\"pace_exceeded\"}");
    assertThat(answer.headers().get("retry-after")).containsExactly("7");
    assertThat(answer.header("Reelkey-Pace-Remaining")).isEqualTo("0");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Reelkey-Pace-Remaining");
  }

  @Test
  void aBadPathNeverReachesTheKeyServer() throws Exception {
    String good = path(ALICE, KEY);

    assertThat(EDGE.get(good.replace("main-1", "main-2")).status()).isEqualTo(403);
    assertThat(EDGE.get(good + "?keyId=x").status()).isEqualTo(400);
    assertThat(EDGE.request("POST", good, "Content-Length: 0").status()).isEqualTo(405);
    assertThat(EDGE.request("HEAD", good).status()).isEqualTo(405);
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void noFileOfTheEdgeHoldsAKey() throws Exception {
    EDGE.get(path(ALICE, KEY), "Authorization: Bearer good");

    for (Path file : EDGE.edge().writtenFiles()) {
      assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("sixteen-byte-key", "Bearer");
    }
  }
}
