package dev.reelkey.standalone.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.data.CertificatePin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One listener of a running Reelkey, spoken to with an access token. */
public final class Remote {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI address;
  private final Supplier<String> token;

  /**
   * Speaks to a listener.
   *
   * @param token asked before every request, since a command may outlive one token
   */
  public Remote(URI address, Supplier<String> token) {
    this(address, Set.of(), token);
  }

  /**
   * Speaks to a listener of a known process.
   *
   * @param certificates the only ones that are trusted; where there are none, those of the JVM
   */
  public Remote(URI address, Set<CertificatePin> certificates, Supplier<String> token) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (!certificates.isEmpty()) {
      client.sslContext(PinnedTls.trusting(certificates));
    }
    this.http = client.build();
    this.address = address;
    this.token = token;
  }

  public URI address() {
    return address;
  }

  public JsonNode get(String path) {
    return json(request(path).timeout(ANSWER).GET());
  }

  public JsonNode delete(String path) {
    return json(request(path).timeout(ANSWER).DELETE());
  }

  public JsonNode post(String path, Object body) {
    return json(
        request(path)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  /**
   * Sends a large body.
   *
   * @param idempotencyKey the same key for the same upload, so that a repeat makes no second video
   */
  public JsonNode upload(String path, String type, String idempotencyKey, BodyPublisher body) {
    return json(
        request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", idempotencyKey)
            .POST(body));
  }

  /** Reads server-sent events: the {@code data} of each, until the other side ends. */
  public void events(String path, Consumer<JsonNode> each) {
    String field = "data:";
    lines(
        request(path).header("Accept", "text/event-stream").GET(),
        line -> {
          if (line.startsWith(field)) {
            each.accept(parse(line.substring(field.length()).strip()));
          }
        });
  }

  /** Posts, and reads the answer as one JSON object per line while it comes. */
  public void postForLines(String path, Object body, Consumer<JsonNode> each) {
    lines(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))),
        line -> {
          if (!line.isBlank()) {
            each.accept(parse(line));
          }
        });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "Bearer " + token.get());
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 400) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body().length == 0
        ? JsonNodeFactory.instance.objectNode()
        : Json.parse(response.body(), JsonNode.class);
  }

  private void lines(HttpRequest.Builder request, Consumer<String> each) {
    HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 400) {
        throw refusal(response.statusCode(), body.readAllBytes());
      }
      try (Stream<String> lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)).lines()) {
        lines.forEach(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UnreachableException(address, e);
    }
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UnreachableException(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(address, e);
    }
  }

  private static JsonNode parse(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static RefusedException refusal(int status, byte[] body) {
    Optional<JsonNode> problem = problem(body);
    return new RefusedException(
        status,
        problem.map(p -> p.path("code").asText()).orElse("http_" + status),
        problem
            .map(p -> p.path("title").asText())
            .orElse("The other side answered with status " + status + " and no explanation."));
  }

  private static Optional<JsonNode> problem(byte[] body) {
    try {
      return Optional.of(Json.parse(body, JsonNode.class)).filter(p -> p.hasNonNull("code"));
    } catch (UncheckedIOException notJson) {
      return Optional.empty();
    }
  }
}
