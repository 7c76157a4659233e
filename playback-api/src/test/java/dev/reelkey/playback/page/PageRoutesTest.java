package dev.reelkey.playback.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessTokenVerifier;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {
  private static final String WATCH = "/watch/abcdefghijklmnopqrstuvwxyz";

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server = serve("http://localhost:8080", "http://localhost:8080");

  private static HttpServer serve(String publicUrl, String mediaUrl) {
    return HttpServer.start(
        new InetSocketAddress("127.0.0.1", 0),
        Optional.empty(),
        PageRoutes.table(URI.create(publicUrl), URI.create(mediaUrl)),
        new AccessTokenVerifier(List.of(), Clock.systemUTC()),
        new RandomIds(new SecureRandom()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", WATCH, "/page/main.js", "/page/theme.css", "/page/icon.svg"})
  void everyFileComesUnderAPolicyThatAllowsNothingInline(String path) throws Exception {
    HttpResponse<String> page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .contains("connect-src 'self' http://localhost:8080;")
        .contains("media-src blob: data:;")
        .doesNotContain("unsafe", "*");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void thePageHasNoInlineScriptOrStyle() throws Exception {
    assertThat(get("/").body())
        .contains("<script type=\"module\" src=\"/page/main.js\"></script>")
        .doesNotContainPattern("<script>|<style|\\sstyle=|\\son[a-z]+=");
  }

  @Test
  void originsOfMediaAreToldToThePageAndAllowedByThePolicy() throws Exception {
    server.close();
    server = serve("https://video.example.com", "https://cdn.example.com:8443/m");

    HttpResponse<String> page = get("/");

    assertThat(page.body())
        .contains("content=\"https://video.example.com https://cdn.example.com:8443\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self' https://video.example.com https://cdn.example.com:8443;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/watch/no-id",
        "/page/nothing.js",
        "/page/package.json",
        "/page/..%2fpom.xml",
        "/page/%2e%2e",
        "/page/",
        "/page/index"
      })
  void whatIsNoFileOfThePageIsNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void filesAreGzippedForWhoReadsIt() throws Exception {
    HttpResponse<byte[]> packed =
        client.send(
            request("/page/theme.css", "Accept-Encoding", "br, gzip"), BodyHandlers.ofByteArray());

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().allValues("Vary")).containsExactly("Origin, Accept-Encoding");
    String unpacked =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(unpacked).isEqualTo(get("/page/theme.css").body());
  }

  @Test
  void aVisitorWhoHasTheFileIsNotSentItAgain() throws Exception {
    String etag = get("/page/main.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        client.send(request("/page/main.js", "If-None-Match", etag), BodyHandlers.ofString());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void thePageIsOneScriptWhereTheBuildCouldMakeOne() throws Exception {
    assumeThat(get("/page/hls.min.mjs").statusCode()).as("npm has run").isEqualTo(200);

    assertThat(get("/page/main.js").body())
        .contains("keyLoadPolicy", "import(\"/page/hls.min.mjs\")")
        .doesNotContainPattern("from [\"']\\./");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path, "Accept", "*/*"), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String header, String value) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header(header, value)
        .build();
  }
}
