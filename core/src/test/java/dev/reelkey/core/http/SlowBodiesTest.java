package dev.reelkey.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessTokenVerifier;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WEB-1: clients that send their bodies slowly stop nobody")
class SlowBodiesTest {
  /** More than there are workers. */
  private static final int CLIENTS = 80;

  /** By it nobody is cut off during a test, however busy the machine is. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final Duration SHORT = Duration.ofSeconds(2);
  private final List<Socket> clients = new ArrayList<>();
  private HttpServer server;

  /** Only in this test: a body of one member. */
  record Named(String name) {}

  private void start(Duration limit) {
    Routes routes =
        new Routes(Cors.open())
            .get("/free", Access.anybody("test"), e -> Json.send(e, 200, Map.of()))
            .post(
                "/things",
                Access.anybody("test"),
                e -> Json.send(e, 201, Map.of("name", Json.read(e, Named.class).name())));
    server =
        HttpServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            HttpServer.edge(
                routes,
                new AccessTokenVerifier(List.of(), Clock.systemUTC()),
                new RandomIds(new SecureRandom()),
                limit));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket each : clients) {
      each.close();
    }
    server.close();
  }

  static Stream<String> slowRequests() {
    return Stream.of(
        "/things HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 60000",
        "/things HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
        "/things HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 60000",
        "/nowhere HTTP/1.1\r\nContent-Length: 60000");
  }

  @ParameterizedTest
  @MethodSource("slowRequests")
  void othersAreAnsweredMeanwhile(String request) throws Exception {
    start(LONG);
    beginSlowly(request, "");
    trickle();

    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/free"))
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("slowRequests")
  void slowOnesAreCutOff(String request) throws Exception {
    start(SHORT);
    // Head and first byte at once: after a pause between them the connection may be closed.
    beginSlowly(request, "1");

    for (Socket each : clients) {
      assertThat(endsInTime(each)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000, 60_000, 70_000, 200_000})
  void wholeBodyIsReadAsBefore(int length) throws Exception {
    start(LONG);
    String body = "{\"name\":\"" + "a".repeat(length) + "\"}";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/things"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    if (length > 65_000) {
      assertThat(answer.statusCode()).isEqualTo(413);
    } else {
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo(body);
    }
  }

  private void beginSlowly(String request, String body) throws IOException {
    for (int n = 0; n < CLIENTS; n++) {
      Socket client = new Socket("127.0.0.1", server.port());
      client.setSoTimeout(20_000);
      clients.add(client);
      send(client, "POST " + request + "\r\nHost: a\r\n\r\n" + body);
    }
  }

  private void trickle() throws IOException {
    for (Socket each : clients) {
      send(each, "1");
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether the server closes the connection, after an answer or without one. */
  private static boolean endsInTime(Socket client) {
    try {
      client.getInputStream().readAllBytes();
      return true;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
