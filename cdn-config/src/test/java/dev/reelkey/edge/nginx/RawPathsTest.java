package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("WEB-3: what is not exactly a known path does not exist")
class RawPathsTest {
  @RegisterExtension static final EdgeUnderTest EDGE = new EdgeUnderTest();

  private static final List<String> TRICKS =
      List.of(
          "/../",
          "/./",
          "//",
          "/%2e%2e/",
          "/%2e/",
          "/%2E%2E/",
          "/..%2f",
          "/%2f",
          "/%252e%252e/",
          "/%252f",
          "/..;/",
          "/;/",
          "/;x=1/",
          "/%00/",
          "/%0a",
          "/%0d%0a",
          "/%09",
          "/\\",
          "/%5c",
          "/..\\",
          "/%c0%af",
          "/%c0%ae%c0%ae/",
          "/%e0%80%af",
          "/%ef%bc%8f",
          "/\u00e2\u0080\u00ae",
          "/.%2e/",
          "/%2e./",
          "/...//",
          "/~/",
          "/*",
          "/%",
          "/%2",
          "/%zz",
          "/+/",
          "/:80/",
          "/@/",
          "/#/",
          "/?/");

  @Test
  void noTrickInsideAMediaPathIsServed() throws Exception {
    String good = TestTokens.path(ALICE, "v720/000077-abcdefgh.ts");
    List<String> paths = new ArrayList<>();
    for (String trick : TRICKS) {
      for (int slash = good.indexOf('/', 1); slash > 0; slash = good.indexOf('/', slash + 1)) {
        paths.add(good.substring(0, slash) + trick + good.substring(slash + 1));
      }
      paths.add(good + trick);
      paths.add(trick + good.substring(1));
    }

    assertThat(paths).hasSizeGreaterThan(200);
    for (String path : paths) {
      assertThat(status(path)).as(path).isIn(400, 404);
    }
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void noTrickInsideAnApiOrPagePathIsServed() throws Exception {
    String video = "a".repeat(26);
    for (String trick : TRICKS) {
      for (String path :
          List.of(
              "/v1" + trick + "videos/" + video,
              "/v1/videos" + trick + video,
              "/v1/videos/" + video + trick + "events",
              "/page" + trick + "app.js",
              "/watch" + trick + video)) {
        if (path.startsWith("/v1/videos?")) {
          continue; // A query is at home here.
        }
        assertThat(status(path)).as(path).isIn(400, 404);
      }
    }
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void managementAndInternalRoutesDoNotExist() throws Exception {
    for (String path :
        List.of(
            "/livez",
            "/readyz",
            "/metrics",
            "/admin/v1/keys",
            "/admin",
            "/internal/v1/videos/" + "a".repeat(26) + "/plan",
            "/v1/dev/sign-in",
            "/v1",
            "/v1/",
            "/v2/videos",
            "/V1/videos",
            "/-/key",
            "/-/segment",
            "/-/videos",
            "/-/problem/400",
            "/-/",
            "/t",
            "/m",
            "/m/x",
            "/nginx_status",
            "/.git/config",
            "/.env",
            "/edge-keys.json",
            "/nginx.conf",
            "/cache/x",
            "/logs/access.log",
            "/favicon.ico",
            "/page",
            "/page/",
            "/page/..",
            "/index.html")) {
      assertThat(status(path)).as(path).isIn(400, 404);
    }
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void anAbsoluteTargetIsRefused() throws Exception {
    String good = TestTokens.path(ALICE, "v720/000077-abcdefgh.ts");

    for (String target :
        List.of("http://edge.example", "https://evil.example", "http://127.0.0.1:1", "HTTP://x")) {
      assertThat(status(target + good)).as(target).isEqualTo(400);
    }
    assertThat(status("*")).isEqualTo(400);
    assertThat(EDGE.origin().requests()).isEmpty();
  }

  @Test
  void knownPathsReachTheServiceUnchanged() throws Exception {
    String video = "a".repeat(26);
    List<String> known =
        List.of(
            "/v1/videos?title=a%20film&x=%2e%2e",
            "/v1/videos?title=" + "%E6%98%A0".repeat(200),
            "/v1/videos/" + video,
            "/v1/videos/" + video + "/events",
            "/v1/sessions?viewer=alice&video=" + video,
            "/v1/jobs?state=FAILED",
            "/.well-known/jwks.json",
            "/openapi.yaml",
            "/",
            "/watch/" + video,
            "/page/app.js",
            "/page/hls.worker.js",
            "/m/m1.1.1900000000." + "a".repeat(34) + "." + "A".repeat(43) + "/master.m3u8");
    for (String path : known) {
      assertThat(status(path)).as(path).isEqualTo(200);
    }

    assertThat(EDGE.origin().requests().stream().map(StubOrigin.Request::target))
        .containsExactlyElementsOf(known);
  }

  private static int status(String path) throws IOException {
    return EDGE.get(path).status();
  }
}
