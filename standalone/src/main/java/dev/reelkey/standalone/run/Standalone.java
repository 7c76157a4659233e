package dev.reelkey.standalone.run;

import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.s3.BucketSelfTest;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.telemetry.Health;
import dev.reelkey.core.telemetry.ManagementRoutes;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.DirectoryLock;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Every service, an embedded Redis and an embedded S3 in one process. */
public final class Standalone implements AutoCloseable {
  private static final Duration REDIS_LIMIT = Duration.ofMillis(500);

  private final OpenThings opened;
  private final Running running;
  private final Entrance entrance;
  private final Routes publicRoutes;
  private final Routes managementRoutes;

  private Standalone(
      OpenThings opened,
      Running running,
      Entrance entrance,
      Routes publicRoutes,
      Routes managementRoutes) {
    this.opened = opened;
    this.running = running;
    this.entrance = entrance;
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @param screen is shown each further sign-in link
   */
  public static Standalone start(
      StandaloneConfig config, Clock clock, SecureRandom random, SignInScreen screen) {
    OpenThings opened = new OpenThings();
    try {
      return start(config, clock, random, screen, opened);
    } catch (StorageUnavailableException e) {
      opened.close();
      throw new UserFaultException(
          "The store in "
              + config.data().s3()
              + " does not answer; check the space and the owner of that directory.",
          e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Standalone start(
      StandaloneConfig config,
      Clock clock,
      SecureRandom random,
      SignInScreen screen,
      OpenThings opened) {
    DataDirectory data = config.data();
    data.prepare();
    opened.add(DirectoryLock.take(data));
    InetSocketAddress bind = PublicPort.check(config.bind());
    Secrets secrets = Secrets.open(data, random);
    Configs configs = Configs.read(config, bind, secrets);
    Entrance.requireIssuer(config, configs);
    CompletableFuture<Kek> kek = Foundation.openKek(configs, random);
    RandomIds ids = new RandomIds(random);
    Stores stores = opened.add(Stores.start(data, secrets));
    Entrance entrance = Entrance.open(config, configs, secrets, ids, clock, screen);
    Platform platform = platform(stores, clock, random, ids);
    CompletableFuture<Void> selfTest =
        CompletableFuture.runAsync(() -> BucketSelfTest.run(stores.bucket(), ids));

    AccessTokenVerifier access = entrance.verifier();
    Services services =
        opened.add(
            Services.assemble(new Foundation(data, configs, secrets, platform, kek), access));
    Routes operators =
        ManagementRoutes.of(platform.health(), platform.metrics())
            .include(services.managementRoutes());
    HttpServer management =
        opened.add(
            HttpServer.start(
                new InetSocketAddress("127.0.0.1", 0), Optional.empty(), operators, access, ids));
    await(selfTest);
    Routes open = services.publicRoutes().include(entrance.routes());
    Optional<PublicTls> tls = PublicTls.read(config);
    opened.add(HttpServer.start(bind, tls.map(PublicTls::context), open, access, ids));
    opened.add(services::endFollowers);
    Running running =
        new Running(
            ProcessHandle.current().pid(),
            configs.publicUrl(),
            PublicUrls.local(config, bind),
            tls.map(PublicTls::certificates).orElse(Set.of()),
            URI.create("http://127.0.0.1:" + management.port()),
            data.secrets(),
            config.isDevelopment());
    opened.add(() -> Running.forget(data));
    running.note(data);
    return new Standalone(opened, running, entrance, open, operators);
  }

  /** Where it can be reached. */
  public Running running() {
    return running;
  }

  /** The page's address; in development it signs in whoever opens it first. */
  public URI signInUrl(String path) {
    return entrance.signInUrl(path);
  }

  /** The table of the public listener. */
  public Routes publicRoutes() {
    return publicRoutes;
  }

  /** The table of the management listener. */
  public Routes managementRoutes() {
    return managementRoutes;
  }

  /** Lets running requests end, then stops everything in reverse. */
  @Override
  public void close() {
    opened.close();
  }

  /** Nobody comes in before the store has shown that it can be trusted. */
  private static void await(CompletableFuture<Void> selfTest) {
    try {
      selfTest.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Platform platform(Stores stores, Clock clock, SecureRandom random, RandomIds ids) {
    Health health =
        new Health()
            .require("redis", () -> stores.redis().answers(REDIS_LIMIT))
            .require("s3", () -> answers(stores));
    return new Platform(
        clock,
        random,
        ids,
        stores.bucket(),
        stores.redis(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        health);
  }

  private static boolean answers(Stores stores) {
    try {
      stores.bucket().head("self-test");
      return true;
    } catch (StorageUnavailableException e) {
      return false;
    }
  }
}
