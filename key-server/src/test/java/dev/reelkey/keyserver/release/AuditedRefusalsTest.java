package dev.reelkey.keyserver.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.redis.RedisRefusesException;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.audit.KeyEvent;
import dev.reelkey.keyserver.bouncycastle.EllipticCurves;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.KeyringEntry;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.testing.CallersThread;
import dev.reelkey.keyserver.testing.MovableClock;
import dev.reelkey.keyserver.testing.ProofKey;
import dev.reelkey.keyserver.testing.TranscoderSide;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a key request is refused for, over real HTTP: it is written down and counted. */
class AuditedRefusalsTest {
  private static final String ORIGIN = "https://play.example";
  private static final String EDGE_KEY = "main-1";

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SigningKey playback = SigningKey.generate("play-1");
  private final ProofKey player = new ProofKey();
  private final Secret edge = Secret.random(random, 32);
  private final VideoId video = ids.video();
  private final GenerationId generation = ids.generation();
  private final ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));
  private final SessionId session = ids.session(viewer);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Recording audit = new Recording();
  @TempDir private Path directory;
  private RealBucket store;
  private Keyrings keyrings;
  private KeyringCache cache;
  private KeyringEntry entry;
  private HttpServer server;

  /** What the parts behind the handler are to do; the request does the rest. */
  private @Nullable Refusal wanted;

  /** Keeps what it is told. */
  private final class Recording implements AuditLog {
    private final List<KeyEvent> events = new CopyOnWriteArrayList<>();
    private final List<KeyEvent> ofStrangers = new CopyOnWriteArrayList<>();

    @Override
    public boolean granted(KeyEvent event) {
      return wanted != Refusal.AUDIT_UNAVAILABLE && events.add(event);
    }

    @Override
    public void refused(KeyEvent event) {
      events.add(event);
    }

    @Override
    public void refusedStranger(KeyEvent event) {
      ofStrangers.add(event);
    }
  }

  /** A playback token and how it is shown. */
  private record Shown(String scheme, String token, String proof) {}

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    KeystoreKek kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    SealedRevisions revisions = new SealedRevisions(store.bucket(), kek, random);
    keyrings = new Keyrings(revisions, ids, random, clock);
    keyrings.plan(video, generation, TranscoderSide.usualPlan(1));
    entry =
        keyrings.find(video, generation).orElseThrow().entries().values().stream()
            .filter(each -> each.height() > 0)
            .findFirst()
            .orElseThrow();
    cache = new KeyringCache(revisions, clock, new CallersThread());
    server = serve();
  }

  @AfterEach
  void stop() {
    server.close();
    cache.close();
    store.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsWrittenDownAndCounted(Refusal why) throws Exception {
    wanted = why;
    if (why == Refusal.GENERATION_GONE) {
      keyrings.shred(video);
    }
    if (why == Refusal.KEYRING_UNAVAILABLE) {
      store.stop();
    }
    HttpResponse<String> answer = ask(method(why), path(why), shown(why));

    assertThat(answer.statusCode()).isEqualTo(why.status());
    assertThat(answer.body()).contains(why == Refusal.METHOD_NOT_ALLOWED ? "" : "\"" + why + "\"");
    KeyEvent event = theOneEvent(why);
    assertThat(event.act()).isEqualTo("release");
    assertThat(event.outcome()).isEqualTo(why.toString());
    assertThat(event.details()).containsEntry("request", "r-1");
    if (why != Refusal.PATH_MALFORMED && why != Refusal.METHOD_NOT_ALLOWED) {
      assertThat(event.details())
          .containsKeys("video", "generation", "rendition", "kid", "session");
    }
    assertThat(metrics.get("reelkey.key.requests").tag("outcome", why.toString()).counter().count())
        .isEqualTo(1);
  }

  @Test
  void nothingOfAMalformedPathIsWrittenDown() throws Exception {
    wanted = Refusal.PATH_MALFORMED;
    ask("GET", "/t/%22%0a%7b" + session + "/" + video, null);

    assertThat(audit.ofStrangers).hasSize(1);
    assertThat(audit.ofStrangers.get(0).details()).isEqualTo(Map.of("request", "r-1"));
  }

  @Test
  void usualRequestIsGranted() throws Exception {
    wanted = null;
    HttpResponse<String> answer =
        ask("GET", path(Refusal.TOKEN_MISSING), bearer(session, clock.instant(), null));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(audit.events).singleElement().matches(event -> event.outcome().equals("granted"));
  }

  /** Whoever has no path token that holds is nobody to us. */
  private KeyEvent theOneEvent(Refusal why) {
    boolean stranger =
        Set.of(Refusal.PATH_MALFORMED, Refusal.METHOD_NOT_ALLOWED, Refusal.PATH_TOKEN_INVALID)
            .contains(why);
    assertThat(stranger ? audit.events : audit.ofStrangers).isEmpty();
    List<KeyEvent> events = stranger ? audit.ofStrangers : audit.events;
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static String method(Refusal why) {
    return why == Refusal.METHOD_NOT_ALLOWED ? "HEAD" : "GET";
  }

  private String path(Refusal why) {
    Instant end = clock.instant().plusSeconds(why == Refusal.PATH_TOKEN_EXPIRED ? -60 : 600);
    Secret signer = why == Refusal.PATH_TOKEN_INVALID ? Secret.random(random, 32) : edge;
    String path =
        String.join(
            "/",
            "/t",
            EdgeToken.sign(signer, EDGE_KEY, end, session, video, generation).text(),
            video.value(),
            generation.value(),
            entry.rendition().value(),
            "keys",
            (why == Refusal.KEY_NOT_FOUND ? ids.key() : entry.kid()).value());
    return why == Refusal.PATH_MALFORMED ? path + "x" : path;
  }

  private @Nullable Shown shown(Refusal why) {
    return switch (why) {
      case TOKEN_MISSING -> null;
      case TOKEN_MALFORMED -> new Shown("Bearer", "nonsense", "");
      case TOKEN_EXPIRED -> bearer(session, clock.instant().minusSeconds(600), null);
      case TOKEN_MISMATCH -> bearer(ids.session(viewer), clock.instant(), null);
      case TOKEN_INVALID -> new Shown("Bearer", claims(Tier.BEARER).sign(otherKey()), "");
      case SCHEME_MISMATCH -> new Shown("DPoP", claims(Tier.BEARER).sign(playback), "");
      case PROOF_INVALID -> new Shown("DPoP", claims(Tier.DPOP).sign(playback), "nonsense");
      case USE_DPOP_NONCE -> proven();
      case RENDITION_NOT_ALLOWED -> bearer(session, clock.instant(), 1);
      default -> bearer(session, clock.instant(), null);
    };
  }

  private Shown bearer(SessionId whose, Instant issued, @Nullable Integer maxHeight) {
    return new Shown("Bearer", claims(whose, Tier.BEARER, issued, maxHeight).sign(playback), "");
  }

  private Shown proven() {
    String token = claims(Tier.DPOP).sign(playback);
    Map<String, Object> proof =
        ProofKey.claims(
            ORIGIN + path(Refusal.USE_DPOP_NONCE), token, clock.instant().getEpochSecond(), "id");
    return new Shown("DPoP", token, player.sign(player.header(), proof));
  }

  private PlaybackClaims claims(Tier tier) {
    return claims(session, tier, clock.instant(), null);
  }

  private PlaybackClaims claims(
      SessionId whose, Tier tier, Instant issued, @Nullable Integer maxHeight) {
    return new PlaybackClaims(
        ORIGIN,
        viewer,
        whose,
        video,
        generation,
        tier,
        maxHeight,
        tier == Tier.DPOP ? player.thumbprint() : null,
        issued,
        issued.plusSeconds(300),
        "id");
  }

  private static SigningKey otherKey() {
    return SigningKey.generate("play-1");
  }

  private HttpResponse<String> ask(String method, String path, @Nullable Shown shown)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("X-Request-ID", "r-1");
    if (shown != null) {
      request.header("Authorization", shown.scheme() + " " + shown.token());
      request.header("DPoP", shown.proof().isEmpty() ? "none" : shown.proof());
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpServer serve() {
    PublicKeys keys =
        id -> {
          if (wanted == Refusal.VERIFIER_UNAVAILABLE) {
            throw new PublicKeys.KeysUnavailableException("silent", new IllegalStateException());
          }
          return Optional.of(playback.publicKey());
        };
    ProofCheck proofs =
        new ProofCheck(Set.of(URI.create(ORIGIN)), true, edge, EllipticCurves.provider(), clock);
    KeyRelease release =
        new KeyRelease(
            new EdgeTokenVerifier(MacKeys.of(Map.of(EDGE_KEY, edge)), clock),
            new Identification(
                MacKeys.of(Map.of()),
                new PlaybackTokens(keys, ORIGIN, EllipticCurves.provider(), clock),
                proofs),
            cache,
            new RevokedSessions(store.bucket(), clock),
            new FallbackAdmission(this::admit, this::admit, clock),
            new Holding(time -> {}, 0),
            audit,
            new ReleaseEvents(clock),
            ids);
    KeyRequestHandler handler =
        new KeyRequestHandler(release, proofs, new ClientAddress(Set.of()), metrics);
    return HttpServer.start(
        new InetSocketAddress("127.0.0.1", 0),
        Optional.empty(),
        new Routes(Cors.open()).get("/t/*", Access.checkedByHandler("test"), handler),
        new AccessTokenVerifier(List.of(), clock),
        ids);
  }

  private AdmissionResult admit(AdmissionRequest request) {
    Refusal why = wanted;
    if (why == Refusal.SESSIONS_UNAVAILABLE) {
      throw new RedisRefusesException(new IllegalStateException("full"));
    }
    return why == null || why == Refusal.AUDIT_UNAVAILABLE
        ? new AdmissionResult.Admitted(viewer, 0, false)
        : new AdmissionResult.Declined(why, Duration.ZERO, false);
  }
}
