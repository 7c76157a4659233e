package dev.reelkey.keyserver.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.audit.BucketAuditLog;
import dev.reelkey.keyserver.bouncycastle.EllipticCurves;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.KeyringEntry;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.testing.CallersThread;
import dev.reelkey.keyserver.testing.MovableClock;
import dev.reelkey.keyserver.testing.TranscoderSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends while a request is held for its pace is over for that request too. */
class HeldRequestTest {
  private static final String ISSUER = "https://play.example";
  private static final String EDGE_KEY = "main-1";

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SigningKey playback = SigningKey.generate("play-1");
  private final Secret edge = Secret.random(random, 32);
  private final VideoId video = ids.video();
  private final GenerationId generation = ids.generation();
  private final ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));
  private final SessionId session = ids.session(viewer);
  @TempDir private Path directory;
  private RealBucket store;
  private Keyrings keyrings;
  private KeyringCache cache;
  private RevokedSessions revoked;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    KeystoreKek kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    SealedRevisions revisions = new SealedRevisions(store.bucket(), kek, random);
    keyrings = new Keyrings(revisions, ids, random, clock);
    keyrings.plan(video, generation, TranscoderSide.usualPlan(1));
    cache = new KeyringCache(revisions, clock, new CallersThread());
    revoked = new RevokedSessions(store.bucket(), clock);
  }

  @AfterEach
  void stop() {
    cache.close();
    store.close();
  }

  @Test
  void heldRequestIsGrantedWhereNothingHasEnded() {
    assertThat(heldWhile(() -> {})).isInstanceOf(KeyDecision.Granted.class);
  }

  @Test
  void keyShreddedByAnotherInstanceDuringTheHoldStays() {
    assertThat(refusalWhile(() -> keyrings.shred(video))).isEqualTo(Refusal.GENERATION_GONE);
  }

  @Test
  void sessionRevokedDuringTheHoldGetsNothing() {
    Runnable revocation =
        () -> {
          new RevokedSessions(store.bucket(), clock).add(session);
          revoked.read();
        };
    assertThat(refusalWhile(revocation)).isEqualTo(Refusal.SESSION_REVOKED);
  }

  private Refusal refusalWhile(Runnable event) {
    return ((KeyDecision.Refused) heldWhile(event)).why();
  }

  /** A request that is over its pace once, and what happens meanwhile. */
  private KeyDecision heldWhile(Runnable event) {
    Holding holding =
        new Holding(
            time -> {
              event.run();
              clock.advance(time);
            },
            1);
    Admission declinesOnce =
        new Admission() {
          private boolean declined;

          @Override
          public AdmissionResult admit(AdmissionRequest request) {
            if (declined) {
              return new AdmissionResult.Admitted(viewer, 0, false);
            }
            declined = true;
            return new AdmissionResult.Declined(
                Refusal.PACE_EXCEEDED, Duration.ofSeconds(3), false);
          }
        };
    return release(declinesOnce, holding).decide(request());
  }

  private KeyRelease release(Admission admission, Holding holding) {
    ProofCheck proofs = new ProofCheck(Set.of(), false, edge, EllipticCurves.provider(), clock);
    PlaybackTokens tokens =
        new PlaybackTokens(
            id -> Optional.of(playback.publicKey()), ISSUER, EllipticCurves.provider(), clock);
    return new KeyRelease(
        new EdgeTokenVerifier(MacKeys.of(Map.of(EDGE_KEY, edge)), clock),
        new Identification(MacKeys.of(Map.of()), tokens, proofs),
        cache,
        revoked,
        admission,
        holding,
        new BucketAuditLog(store.bucket(), clock, "one", 100),
        new ReleaseEvents(clock),
        ids);
  }

  private KeyRequest request() {
    Instant now = clock.instant();
    KeyringEntry entry =
        keyrings.find(video, generation).orElseThrow().entries().values().iterator().next();
    EdgeToken token =
        EdgeToken.sign(edge, EDGE_KEY, now.plusSeconds(600), session, video, generation);
    String path =
        String.join(
            "/",
            "/t",
            token.text(),
            video.value(),
            generation.value(),
            entry.rendition().value(),
            "keys",
            entry.kid().value());
    PlaybackClaims claims =
        new PlaybackClaims(
            ISSUER,
            viewer,
            session,
            video,
            generation,
            Tier.BEARER,
            null,
            null,
            now,
            now.plusSeconds(300),
            "id");
    return new KeyRequest(
        MediaPath.parse(path).orElseThrow(),
        entry.kid(),
        path,
        new Credential(false, claims.sign(playback)),
        "",
        "203.0.113.7",
        "request");
  }
}
