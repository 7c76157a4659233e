package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.GENERATION;
import static dev.reelkey.edge.nginx.TestTokens.KEY;
import static dev.reelkey.edge.nginx.TestTokens.SEGMENT;
import static dev.reelkey.edge.nginx.TestTokens.VIDEO;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("KEY-4: what the edge writes down names objects and sessions, never tokens")
class AccessLogTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  @Test
  void noTokenQueryOrAuthorizationIsInAnyFile() throws Exception {
    String manifest = "m1.1.1900000000." + ALICE + "." + "Q".repeat(43);
    List<String> paths =
        List.of(
            path(ALICE, SEGMENT),
            path(ALICE, SEGMENT).replace("main-1", "main-2"),
            path(ALICE, KEY),
            path(ALICE, KEY) + "?query-canary",
            path(ALICE, "v720/../x"),
            path(ALICE, "%zz"),
            "/m/" + manifest + "/master.m3u8",
            "/v1/videos?title=query-canary",
            "/nothing/query-canary");
    for (String path : paths) {
      request(path);
    }
    // The same with an origin that is gone: nginx itself would quote the request line.
    EDGE.origin().answers(exchange -> exchange.close());
    for (String path : paths) {
      request(path.replace("000001", "000002"));
    }

    List<String> secrets =
        new ArrayList<>(List.of("query-canary", "header-canary", "Q".repeat(43)));
    for (String path : paths) {
      if (path.startsWith("/t/")) {
        String token = path.split("/", -1)[2];
        secrets.add(token);
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
      }
    }
    RunningEdge.await(() -> EDGE.edge().accessLog().lines().count() >= 2L * paths.size());
    for (Path file : EDGE.edge().writtenFiles()) {
      assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(secrets);
    }
    assertThat(Files.readString(EDGE.edge().directory().resolve("nginx.out")))
        .doesNotContain(secrets);
  }

  @Test
  void aLineTellsWhatHappened() throws Exception {
    EDGE.get(path(ALICE, "v480/000003-abcdefgh.ts"), "X-Request-ID: line-of-this-test");

    JsonNode line = lineOf("line-of-this-test");

    assertThat(line.get("route").asText()).isEqualTo("segment");
    assertThat(line.get("status").asText()).isEqualTo("200");
    assertThat(line.get("verdict").asText()).isEqualTo("ok");
    assertThat(line.get("sid").asText()).isEqualTo(ALICE.value());
    assertThat(line.get("vid").asText()).isEqualTo(VIDEO.value());
    assertThat(line.get("gen").asText()).isEqualTo(GENERATION.value());
    assertThat(line.get("rendition").asText()).isEqualTo("v480");
    assertThat(line.get("file").asText()).isEqualTo("000003-abcdefgh.ts");
    assertThat(line.get("cache").asText()).isEqualTo("MISS");
  }

  @Test
  void aRefusalTellsItsReason() throws Exception {
    EDGE.get(path(ALICE, SEGMENT).replace("main-1", "main-2"), "X-Request-ID: refused-in-test");

    assertThat(lineOf("refused-in-test").get("verdict").asText()).isEqualTo("invalid");
  }

  private static void request(String path) throws IOException {
    EDGE.get(
        path,
        "Authorization: Bearer header-canary",
        "Referer: https://x/?header-canary",
        "User-Agent: header-canary");
  }

  private static JsonNode lineOf(String requestId) throws IOException {
    RunningEdge.await(() -> EDGE.edge().accessLog().contains(requestId));
    String line =
        EDGE.edge()
            .accessLog()
            .lines()
            .filter(text -> text.contains(requestId))
            .findFirst()
            .orElseThrow();
    return JsonMapper.builder().build().readTree(line);
  }
}
