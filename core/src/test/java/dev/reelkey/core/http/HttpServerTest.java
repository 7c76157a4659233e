package dev.reelkey.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final DevelopmentIssuer ISSUER =
      new DevelopmentIssuer(SigningKey.generate("dev-1"), Clock.systemUTC());
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  /** Only in this test: a body of one member. */
  record Named(String name) {}

  @BeforeAll
  static void start() {
    Routes routes =
        new Routes(Cors.only(Set.of("https://app.example")))
            .get("/v1/things/{id}", Access.scope(Scope.VIDEOS_READ), HttpServerTest::echoId)
            .post(
                "/v1/things",
                Access.anybody("test"),
                e -> Json.send(e, 201, Map.of("name", Json.read(e, Named.class).name())))
            .get(
                "/broken",
                Access.anybody("test"),
                e -> {
                  throw new IllegalStateException("secret detail");
                });
    routes.include(
        new Routes(Cors.open())
            .get(
                "/t/*",
                Access.checkedByHandler("test"),
                e -> Json.send(e, 200, Map.of("uri", e.getRequestURI()))));
    server =
        HttpServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            routes,
            new AccessTokenVerifier(List.of(ISSUER.asIssuer()), Clock.systemUTC()),
            new RandomIds(new SecureRandom()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRouteWithAScopeNeedsATokenThatCarriesIt() throws Exception {
    String path = "/v1/things/" + "a".repeat(26);

    assertThat(get(path, "").statusCode()).isEqualTo(401);
    assertThat(get(path, "Bearer nonsense").statusCode()).isEqualTo(401);
    assertThat(get(path, "Bearer " + token(Scope.VIDEOS_WRITE)).body()).contains("scope_missing");
    assertThat(get(path, "Bearer " + token(Scope.VIDEOS_READ)).statusCode()).isEqualTo(200);
  }

  @Test
  void aQueryParameterCannotReplaceTheParameterOfThePath() throws Exception {
    String other = "b".repeat(26);
    String answer =
        get("/v1/things/" + "a".repeat(26) + "?id=" + other, "Bearer " + token(Scope.VIDEOS_READ))
            .body();

    assertThat(answer).contains("a".repeat(26)).doesNotContain(other);
  }

  @Test
  void aFaultOfOursTellsNothingButTheRequestId() throws Exception {
    HttpResponse<String> answer = get("/broken", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("internal_error").doesNotContain("secret detail");
    assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
  }

  @Test
  @DisplayName("WEB-8: every answer carries the common headers, and CORS on errors too")
  void everyAnswerCarriesTheCommonHeaders() throws Exception {
    HttpResponse<String> missing = get("/nowhere", "");
    HttpResponse<String> media = get("/t/anything", "");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(missing.headers().firstValue("Server")).isEmpty();
    assertThat(missing.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(media.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://app.example.evil.test",
        "https://xapp.example",
        "http://app.example",
        "https://APP.example"
      })
  @DisplayName("WEB-5: only exact origins are allowed")
  void onlyExactOriginsAreAllowed(String origin) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            request("/v1/things/x").header("Origin", origin).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":1}",
        "{\"name\":\"a\",\"x\":1}",
        "[]",
        "null",
        "",
        "{\"name\":\"a\"} {}",
        "{\"name\":NaN}"
      })
  @DisplayName("WEB-4: a body that is not exactly the object is refused")
  void aBodyThatIsNotExactlyTheObjectIsRefused(String body) throws Exception {
    assertThat(post(body).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("WEB-4: deep and large bodies are refused")
  void deepAndLargeBodiesAreRefused() throws Exception {
    assertThat(post("[".repeat(10_000)).statusCode()).isEqualTo(400);
    assertThat(post("{\"name\":\"" + "a".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /v1/things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "GET /t/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "GET /t/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /t/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"
      })
  @DisplayName("WEB-2: ambiguous framing is answered with 400 and the connection closed")
  void ambiguousFramingIsRefused(String raw) throws Exception {
    assertThat(exchange(raw)).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/t/a/../b", "/t/a/%2e%2e/b", "/t/a;x=1/b", "/t/a%00b", "/t//a"})
  @DisplayName("WEB-3: a media handler sees the path as it was sent")
  void aMediaHandlerSeesThePathAsItWasSent(String path) throws Exception {
    String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .satisfiesAnyOf(
            a -> assertThat(a).contains("\"uri\":\"" + path + "\""),
            a -> assertThat(a).startsWith("HTTP/1.1 4"));
  }

  private static void echoId(io.undertow.server.HttpServerExchange exchange) {
    VideoId id = PathParameter.require(exchange, "id", VideoId::new);
    Json.send(exchange, 200, Map.of("id", id, "caller", Caller.of(exchange).subject()));
  }

  private static String token(Scope scope) {
    return ISSUER.issue("alice", Set.of(scope), Duration.ofMinutes(5));
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest.Builder request = request(path);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return CLIENT.send(
        request("/v1/things")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private static String exchange(String raw) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
