package dev.reelkey.tests.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The public HTTP interface with one access token, as a user's program would call it. */
public final class ApiClient {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);
  private static final int UNAVAILABLE = 503;
  private static final int MOST_REPETITIONS = 100;
  private static final Set<String> FINAL_STATES = Set.of("READY", "FAILED");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  private final URI base;
  private final String token;

  public ApiClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Uploads a file in one request; returns the video's id. */
  public String upload(Path file) {
    try {
      return upload(file.getFileName().toString(), BodyPublishers.ofFile(file));
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads in one request; returns the video's id. */
  public String upload(String title, BodyPublisher body) {
    HttpResponse<byte[]> answer =
        sendUntilServed(
            request("/v1/videos?title=" + title)
                .timeout(UPLOAD_LIMIT)
                .header("Content-Type", "video/mp4")
                .POST(body));
    if (answer.statusCode() != 202) {
      throw new AssertionError("upload answered " + answer.statusCode() + " " + text(answer));
    }
    return parse(answer).get("id").asText();
  }

  /** Waits until the video is READY or FAILED and returns it. */
  public JsonNode awaitEnd(String video, Duration limit) {
    AtomicReference<JsonNode> last = new AtomicReference<>(MissingNode.getInstance());
    Waiting.until(
        "the end of " + video,
        limit,
        () -> {
          last.set(json("GET", "/v1/videos/" + video, ""));
          return FINAL_STATES.contains(last.get().path("state").asText());
        });
    return last.get();
  }

  /** Uploads and waits for READY. */
  public String uploadReady(Path file, Duration limit) {
    String video = upload(file);
    JsonNode end = awaitEnd(video, limit);
    if (!"READY".equals(end.path("state").asText())) {
      throw new AssertionError(file.getFileName() + " ended as " + end);
    }
    return video;
  }

  /** Opens a session; the answer has the fields of DESIGN's HTTP interface. */
  public JsonNode openSession(String video, String viewer) {
    String body = "{\"viewer\":\"" + viewer + "\"}";
    JsonNode session = parse(callUntilServed("POST", "/v1/videos/" + video + "/sessions", body));
    if (!session.has("session_id")) {
      throw new AssertionError("no session was opened: " + session);
    }
    return session;
  }

  /** Uses up the session's refresh token; answers with all its fields anew. */
  public HttpResponse<byte[]> refreshSession(JsonNode session) {
    return callUntilServed(
        "POST",
        "/v1/sessions/" + session.get("session_id").asText() + "/refresh",
        "{\"refresh_token\":\"" + session.get("refresh_token").asText() + "\"}");
  }

  public JsonNode json(String method, String path, String body) {
    return parse(call(method, path, body));
  }

  public static JsonNode parse(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int status(String method, String path) {
    try {
      return call(method, path, "").statusCode();
    } catch (UncheckedIOException notThere) {
      return 0;
    }
  }

  /** Any request with this client's token; a body is sent as JSON. */
  public HttpResponse<byte[]> call(String method, String path, String body) {
    return send(request(method, path, body));
  }

  /** As {@link #call}, by {@link #sendUntilServed}. */
  public HttpResponse<byte[]> callUntilServed(String method, String path, String body) {
    return sendUntilServed(request(method, path, body));
  }

  /** A request to this server, to be completed by the caller; absolute addresses are taken too. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request = request(path).method(method, publisher);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return request;
  }

  public static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #send}, but a 503 is asked again: a busy machine lets Redis miss its time. */
  public static HttpResponse<byte[]> sendUntilServed(HttpRequest.Builder request) {
    HttpResponse<byte[]> answer = send(request);
    for (int n = 0; n < MOST_REPETITIONS && answer.statusCode() == UNAVAILABLE; n++) {
      Waiting.briefly();
      answer = send(request);
    }
    return answer;
  }

  public static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
