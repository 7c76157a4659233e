package dev.reelkey.core.platform;

import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.BucketSelfTest;
import dev.reelkey.core.telemetry.Health;
import dev.reelkey.core.telemetry.ManagementRoutes;
import dev.reelkey.core.token.AccessIssuerConfig;
import dev.reelkey.core.token.AccessTokenVerifier;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One service in a process of its own: its platform, its listeners, and their end. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration HEALTH_LIMIT = Duration.ofMillis(500);

  /** An assembled service. */
  public interface Assembled {
    Routes publicRoutes();

    /** Rows besides those of health and metrics. */
    Routes managementRoutes();

    /** Listeners besides the public one and that of management. */
    default List<Listener> furtherListeners() {
      return List.of();
    }

    void close();
  }

  /** Where a table of routes is served. */
  public record Listener(InetSocketAddress bind, Routes routes) {}

  private final Deque<Runnable> ends;
  private final List<HttpServer> servers;

  private ServiceProcess(Deque<Runnable> ends, List<HttpServer> servers) {
    this.ends = ends;
    this.servers = servers;
  }

  /** Starts a service that may create below {@code requests/}. */
  public static ServiceProcess start(
      ProcessConfig config,
      Clock clock,
      SecureRandom random,
      Function<Platform, Assembled> assembly) {
    return start(config, BucketSelfTest.USUAL, clock, random, assembly);
  }

  /**
   * Opens everything and listens; where a step fails, what was opened is closed. A store that is
   * away fails nothing: the process is not ready until it is there.
   *
   * @param probes where the service may read and create objects that mean nothing
   */
  public static ServiceProcess start(
      ProcessConfig config,
      String probes,
      Clock clock,
      SecureRandom random,
      Function<Platform, Assembled> assembly) {
    Deque<Runnable> ends = new ArrayDeque<>();
    try {
      Bucket bucket = Bucket.open(config.s3());
      ends.push(bucket::close);
      Redis redis = Redis.open(config.redis());
      ends.push(redis::close);
      Platform platform = platform(clock, random, bucket, redis);
      StoreReadiness store = StoreReadiness.begin(bucket, platform.ids(), probes);
      ends.push(store::close);
      platform.health().require("storage", store::holds);
      Assembled service = assembly.apply(platform);
      ends.push(service::close);
      return new ServiceProcess(ends, listen(config, platform, service, ends));
    } catch (RuntimeException e) {
      ends.forEach(Runnable::run);
      throw e;
    }
  }

  public int publicPort() {
    return servers.get(0).port();
  }

  public int managementPort() {
    return servers.get(1).port();
  }

  /** Ends listeners first, then the service, then its stores. */
  @Override
  public void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
  }

  private static List<HttpServer> listen(
      ProcessConfig config, Platform platform, Assembled service, Deque<Runnable> ends) {
    AccessTokenVerifier accessTokens =
        new AccessTokenVerifier(
            config.issuer().map(AccessIssuerConfig::open).stream().toList(), platform.clock());
    Routes management =
        ManagementRoutes.of(platform.health(), platform.metrics())
            .include(service.managementRoutes());
    List<Listener> listeners = new ArrayList<>();
    listeners.add(new Listener(config.listen(), service.publicRoutes()));
    listeners.add(new Listener(config.management(), management));
    listeners.addAll(service.furtherListeners());
    List<HttpServer> servers = new ArrayList<>();
    for (Listener each : listeners) {
      HttpServer server =
          HttpServer.start(
              each.bind(), Optional.empty(), each.routes(), accessTokens, platform.ids());
      servers.add(server);
      ends.push(server::close);
    }
    return servers;
  }

  private static Platform platform(Clock clock, SecureRandom random, Bucket bucket, Redis redis) {
    Health health = new Health().require("redis", () -> redis.answers(HEALTH_LIMIT));
    return new Platform(
        clock,
        random,
        new RandomIds(random),
        bucket,
        redis,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        health);
  }
}
