package dev.reelkey.transcoder.testing;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.telemetry.Health;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.transcoder.Transcoder;
import dev.reelkey.transcoder.TranscoderConfig;
import dev.reelkey.transcoder.TranscoderParts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A whole transcoder over real HTTP, a real Redis and a real S3Proxy, with fake media and keys. */
public final class Bench implements AutoCloseable {
  public final RealBucket store;
  public final RealRedis redisServer;
  public final FakeKeyServer keys = new FakeKeyServer();
  public final FakeMedia media;
  public final FaultyStore faults;
  public final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);

  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final DevelopmentIssuer issuer =
      new DevelopmentIssuer(SigningKey.generate("dev-1"), clock);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> settings;
  private Redis redis;
  private Transcoder transcoder;
  private HttpServer http;

  private Bench(Path directory, int seconds, Map<String, String> settings) {
    this.store = RealBucket.start(directory);
    this.faults = FaultyStore.before(store.config());
    this.redisServer = RealRedis.start();
    this.media = new FakeMedia(seconds);
    this.settings = new HashMap<>(settings);
    this.settings.putIfAbsent("TRANSCODER_SWEEP_EVERY", "1s");
    this.settings.putIfAbsent("TRANSCODER_LEASE", "3s");
    startService();
  }

  /** A bench whose films last so many seconds. */
  public static Bench start(Path directory, int seconds, Map<String, String> settings) {
    return new Bench(directory, seconds, settings);
  }

  /** Starts a further transcoder on the same stores. */
  public Transcoder another() {
    return Transcoder.assemble(
        config(), platform(), new TranscoderParts(media, keys, freeBytes::get));
  }

  /** Redis forgets everything. */
  public void forget() {
    redis.run("redis.call('FLUSHALL') return {'1'}", List.of(), List.of(), Duration.ofSeconds(5));
  }

  /** The store without faults. */
  public Bucket bucket() {
    return store.bucket();
  }

  public void stopService() {
    http.close();
    transcoder.close();
    redis.close();
  }

  public void startService() {
    redis = redisServer.open();
    transcoder = another();
    http =
        HttpServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            transcoder.publicRoutes().include(transcoder.managementRoutes()),
            new AccessTokenVerifier(List.of(issuer.asIssuer()), clock),
            platform().ids());
  }

  public String token(String subject) {
    return issuer.issue(subject, EnumSet.allOf(Scope.class), Duration.ofHours(1));
  }

  public int port() {
    return http.port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  /** A request of {@code subject}. */
  public HttpRequest.Builder request(String subject, String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token(subject));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> upload(String subject, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request(subject, "/v1/videos?title=Film")
            .header("Content-Type", "video/mp4")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public HttpResponse<String> get(String subject, String path) {
    return send(request(subject, path).GET());
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> json(HttpResponse<String> answer) {
    return Json.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.class);
  }

  /** Waits until the video has one of these states; returns what the API says then. */
  public Map<String, Object> await(String subject, String video, String... states) {
    List<String> wanted = List.of(states);
    AtomicReferenceOf<Map<String, Object>> last = new AtomicReferenceOf<>();
    await(
        "state " + wanted,
        () -> {
          HttpResponse<String> answer = get(subject, "/v1/videos/" + video);
          if (answer.statusCode() != 200) {
            return false;
          }
          last.value = json(answer);
          return wanted.contains(last.value.get("state"));
        });
    return last.value;
  }

  private static final class AtomicReferenceOf<T> {
    private T value;
  }

  /** Polls, for at most three minutes: machines that build are slow. */
  public static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen in three minutes: " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    stopService();
    redisServer.close();
    faults.close();
    store.close();
  }

  private TranscoderConfig config() {
    return TranscoderConfig.read(
        new Settings(settings),
        URI.create("http://127.0.0.1:8080"),
        URI.create("http://127.0.0.1:1"));
  }

  private Platform platform() {
    return new Platform(
        clock,
        random,
        new RandomIds(random),
        faults.bucket(),
        redis,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        new Health());
  }
}
