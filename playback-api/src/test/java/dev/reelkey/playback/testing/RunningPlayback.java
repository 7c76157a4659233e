package dev.reelkey.playback.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.telemetry.Health;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.playback.PlaybackApi;
import dev.reelkey.playback.PlaybackConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A whole playback API on a port of its own, over a real Redis and a real S3 store. */
public final class RunningPlayback implements AutoCloseable {
  public static final TokenMaster MASTER = new TokenMaster(Secret.copyOf(new byte[32]));
  private static final int MOST_TRIES = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovableClock clock = new MovableClock();
  private final RealRedis redisServer = RealRedis.start();
  private final RealBucket s3;
  private final Redis redis;
  private final SigningKey signingKey = SigningKey.generate("play-1");
  private final DevelopmentIssuer issuer =
      new DevelopmentIssuer(SigningKey.generate("dev-1"), clock);
  private final PlaybackApi api;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean redisIsUp = true;

  private RunningPlayback(Path directory, Map<String, String> settings) throws IOException {
    s3 = RealBucket.start(directory);
    redis = redisServer.open();
    SecureRandom random = new SecureRandom();
    RandomIds ids = new RandomIds(random);
    Platform platform =
        new Platform(
            clock,
            random,
            ids,
            s3.bucket(),
            redis,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            new Health());
    int port = freePort();
    PlaybackConfig config =
        PlaybackConfig.read(new Settings(settings), URI.create("http://127.0.0.1:" + port));
    api = PlaybackApi.assemble(config, platform, MASTER, List.of(signingKey));
    Routes routes = new Routes(Cors.open()).include(api.publicRoutes()).include(api.originRoutes());
    server =
        HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Optional.empty(),
            routes,
            new AccessTokenVerifier(List.of(issuer.asIssuer()), clock),
            ids);
  }

  public static RunningPlayback start(Path directory) throws IOException {
    return start(directory, Map.of());
  }

  public static RunningPlayback start(Path directory, Map<String, String> settings)
      throws IOException {
    return new RunningPlayback(directory, settings);
  }

  /** A status, a body and what it says as JSON. */
  public record Answer(HttpResponse<byte[]> http) {
    public int status() {
      return http.statusCode();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(http.body());
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + status(), e);
      }
    }

    /** The {@code code} of a problem document. */
    public String code() {
      return header("content-type").equals("application/problem+json")
          ? json().path("code").asText()
          : "no problem document: " + status();
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public String text() {
      return new String(http.body(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  public MovableClock clock() {
    return clock;
  }

  /** Kills Redis; from now on 503 is an answer and not a slow machine. */
  public void stopRedis() {
    redisIsUp = false;
    redisServer.stop();
  }

  /** Starts it again, empty. */
  public void startRedisAgain() {
    redisServer.startAgain();
    redisIsUp = true;
  }

  public RealBucket s3() {
    return s3;
  }

  public Redis redis() {
    return redis;
  }

  public SigningKey signingKey() {
    return signingKey;
  }

  public int port() {
    return server.port();
  }

  public SampleVideos videos() {
    return new SampleVideos(s3.bucket(), clock);
  }

  public String token(String subject, Scope... scopes) {
    return issuer.issue(subject, Set.of(scopes), Duration.ofHours(1));
  }

  /** Opens a session as the owner, for a viewer. */
  public JsonNode open(VideoId video, String owner, String viewer) {
    Answer answer = tryOpen(video, token(owner, Scope.PLAYBACK_START), Map.of("viewer", viewer));
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
    return answer.json();
  }

  public Answer tryOpen(VideoId video, String token, Map<String, String> body) {
    return tryOpen(video, token, body, Map.of());
  }

  public Answer tryOpen(
      VideoId video, String token, Map<String, String> body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return post("/v1/videos/" + video + "/sessions", Json.write(body), all);
  }

  public Answer refresh(String session, String refreshToken) {
    return refresh(session, refreshToken, Map.of());
  }

  public Answer refresh(String session, String refreshToken, Map<String, String> headers) {
    return post(
        "/v1/sessions/" + session + "/refresh",
        Json.write(Map.of("refresh_token", refreshToken)),
        headers);
  }

  public Answer revoke(String session, String token) {
    return send(
        request("/v1/sessions/" + session, Map.of("Authorization", "Bearer " + token)).DELETE());
  }

  public Answer post(String path, String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Content-Type", "application/json");
    return send(request(path, all).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer get(String pathOrUrl, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return send(request(pathOrUrl, all).GET());
  }

  public Answer head(String pathOrUrl) {
    return send(request(pathOrUrl, Map.of()).method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  /** Asks again where a machine under load has let Redis miss its 700 ms. */
  public Answer send(HttpRequest.Builder request) {
    Answer answer = sendOnce(request);
    for (int n = 0; n < MOST_TRIES && redisIsUp && answer.status() == 503; n++) {
      answer = sendOnce(request);
    }
    return answer;
  }

  /** The same for whoever asks Redis directly; every script may run twice. */
  public static <T> T patiently(Supplier<T> question) {
    for (int n = 0; n < MOST_TRIES; n++) {
      try {
        return question.get();
      } catch (RedisUnavailableException slow) {
        // Asked again below.
      }
    }
    return question.get();
  }

  private Answer sendOnce(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String pathOrUrl, Map<String, String> headers) {
    String url =
        pathOrUrl.startsWith("http") ? pathOrUrl : "http://127.0.0.1:" + port() + pathOrUrl;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    headers.forEach(request::header);
    return request.timeout(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    server.close();
    api.close();
    redis.close();
    redisServer.close();
    s3.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
