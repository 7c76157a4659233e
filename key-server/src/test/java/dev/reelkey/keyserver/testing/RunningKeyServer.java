package dev.reelkey.keyserver.testing;

import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.telemetry.Health;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.EdgeKeys;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.keyserver.KeyServer;
import dev.reelkey.keyserver.KeyServerConfig;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.release.ReleaseParts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A key-server with its three listeners on free ports, a real Redis and a real bucket. */
public final class RunningKeyServer implements AutoCloseable {
  public static final String PUBLIC_URL = "https://play.example";
  public static final String EDGE_KEY_ID = "main-1";
  private static final EdgeKeys EDGE_KEYS = EdgeKeys.fixed(List.of(EDGE_KEY_ID));

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final MovableClock clock =
      new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final SigningKey playbackKey = SigningKey.generate("play-1");
  private final SigningKey serviceKey = SigningKey.generate("svc-1");
  private final TokenMaster master = new TokenMaster(Secret.random(random, 32));
  private final DevelopmentIssuer issuer =
      new DevelopmentIssuer(SigningKey.generate("dev-1"), clock);
  private final RealRedis realRedis;
  private final RealBucket realBucket;
  private final Redis redis;
  private final Path keystore;
  private KeyServer keyServer;
  private HttpServer open;
  private HttpServer internal;
  private HttpServer management;

  private RunningKeyServer(Path directory) {
    this.realRedis = RealRedis.start();
    this.realBucket = RealBucket.start(directory);
    this.redis = realRedis.open();
    this.keystore = directory.resolve("kek.bcfks");
    startServices();
  }

  public static RunningKeyServer start(Path directory) {
    return new RunningKeyServer(directory);
  }

  /** Ends the process's part and starts it anew on the same stores. */
  public void restart() {
    stopServices();
    startServices();
  }

  private void startServices() {
    Platform platform =
        new Platform(
            clock,
            random,
            ids,
            realBucket.bucket(),
            redis,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            new Health());
    keyServer =
        KeyServer.assemble(
            config(),
            platform,
            new ReleaseParts.Keys(
                published(playbackKey),
                EDGE_KEYS.keys(master::edgeKey),
                EDGE_KEYS.keys(master::nativeKey),
                master.edgeKey(EDGE_KEY_ID)),
            published(serviceKey));
    AccessTokenVerifier access = new AccessTokenVerifier(List.of(issuer.asIssuer()), clock);
    InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 0);
    open = HttpServer.start(anywhere, Optional.empty(), keyServer.publicRoutes(), access, ids);
    internal =
        HttpServer.start(anywhere, Optional.empty(), keyServer.internalRoutes(), access, ids);
    management =
        HttpServer.start(anywhere, Optional.empty(), keyServer.managementRoutes(), access, ids);
  }

  private KeyServerConfig config() {
    return new KeyServerConfig(
        keystore,
        Secret.copyOf("a pass phrase for tests".getBytes(StandardCharsets.UTF_8)),
        true,
        URI.create(PUBLIC_URL),
        URI.create(PUBLIC_URL),
        false,
        // Longer than usual: a loaded machine must not turn a refusal into a degraded grant.
        Duration.ofSeconds(10),
        Duration.ofMillis(200),
        20_000,
        Duration.ofMillis(300),
        1_000_000,
        new ClientAddress(Set.of("127.0.0.1")));
  }

  /** The keyrings as another key-server on the same stores handles them. */
  public Keyrings elsewhere() {
    Kek kek = KeyServer.openKek(config(), random);
    return new Keyrings(new SealedRevisions(realBucket.bucket(), kek, random), ids, random, clock);
  }

  public MovableClock clock() {
    return clock;
  }

  public RandomIds ids() {
    return ids;
  }

  public RealRedis realRedis() {
    return realRedis;
  }

  public RealBucket realBucket() {
    return realBucket;
  }

  public Redis redis() {
    return redis;
  }

  public SigningKey playbackKey() {
    return playbackKey;
  }

  public SigningKey serviceKey() {
    return serviceKey;
  }

  public TokenMaster master() {
    return master;
  }

  /** Waits until a restarted Redis answers, and the pause after its silence is over. */
  public void awaitRedis() {
    Await.until(() -> redis.answers(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
  }

  /** Closes the key-server alone, which writes the audit. */
  public void stopServices() {
    open.close();
    internal.close();
    management.close();
    keyServer.close();
  }

  public Player player() {
    return new Player(this, open.port());
  }

  public TranscoderSide transcoder() {
    return new TranscoderSide(internal.port(), serviceKey, clock);
  }

  public OperatorSide operator() {
    String token = issuer.issue("root", Set.of(Scope.KEYS_ADMIN), Duration.ofHours(1));
    return new OperatorSide(management.port(), token);
  }

  /** An operator without the scope. */
  public OperatorSide stranger() {
    String token = issuer.issue("nobody", Set.of(Scope.VIDEOS_READ), Duration.ofHours(1));
    return new OperatorSide(management.port(), token);
  }

  @Override
  public void close() {
    stopServices();
    redis.close();
    realRedis.close();
    realBucket.close();
  }

  private static PublicKeys published(SigningKey key) {
    return id -> id.equals(key.keyId()) ? Optional.of(key.publicKey()) : Optional.empty();
  }
}
