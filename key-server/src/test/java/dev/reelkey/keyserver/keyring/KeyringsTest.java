package dev.reelkey.keyserver.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.testing.TranscoderSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringsTest {
  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  @TempDir private Path directory;
  private RealBucket store;
  private SealedRevisions revisions;
  private Keyrings keyrings;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    KeystoreKek kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    revisions = new SealedRevisions(store.bucket(), kek, random);
    keyrings = new Keyrings(revisions, ids, random, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  @DisplayName("KEY-1 no key and no key id comes twice, over renditions, generations and videos")
  void noKeyComesTwice() {
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    int made = 0;
    for (int n = 0; n < 10; n++) {
      VideoId video = ids.video();
      for (int again = 0; again < 2; again++) {
        GenerationId generation = ids.generation();
        keyrings.plan(video, generation, TranscoderSide.usualPlan(40));
        for (KeyringEntry each :
            keyrings.find(video, generation).orElseThrow().entries().values()) {
          keys.add(HexFormat.of().formatHex(each.key().reveal()));
          names.add(each.kid().value());
          made++;
        }
      }
    }
    assertThat(made).isEqualTo(10 * 2 * 3 * 40);
    assertThat(keys).hasSize(made);
    assertThat(names).hasSize(made);
  }

  @Test
  void racingPlansEndInOneKeyring() throws Exception {
    VideoId video = ids.video();
    GenerationId generation = ids.generation();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<PlanResult>> racers = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Callable<PlanResult> racer =
          () -> keyrings.plan(video, generation, TranscoderSide.usualPlan(4));
      racers.add(threads.submit(racer));
    }
    for (Future<PlanResult> each : racers) {
      assertThat(each.get()).isEqualTo(PlanResult.PLANNED);
    }
    threads.shutdown();
    assertThat(revisions.state(RingName.of(video, generation))).hasValue(new RingState(1, 1));
  }

  @Test
  void otherPlanIsAConflictAndChangesNothing() {
    VideoId video = ids.video();
    GenerationId generation = ids.generation();
    keyrings.plan(video, generation, TranscoderSide.usualPlan(4));

    assertThat(keyrings.plan(video, generation, TranscoderSide.usualPlan(5)))
        .isEqualTo(PlanResult.CONFLICT);
    assertThat(keyrings.find(video, generation).orElseThrow().entries()).hasSize(12);
  }

  @Test
  void shreddedVideoGetsNoKeysAgain() {
    VideoId video = ids.video();
    GenerationId generation = ids.generation();
    SourceKeys sources = new SourceKeys(revisions, random);
    sources.obtain(video);
    keyrings.plan(video, generation, TranscoderSide.usualPlan(4));
    keyrings.seal(video, generation);

    keyrings.shred(video);
    keyrings.shred(video);

    assertThat(keyrings.find(video, generation)).isEmpty();
    assertThat(sources.obtain(video)).isEmpty();
    assertThat(keyrings.plan(video, generation, TranscoderSide.usualPlan(4)))
        .isEqualTo(PlanResult.GONE);
    assertThat(keyrings.plan(video, ids.generation(), TranscoderSide.usualPlan(4)))
        .isEqualTo(PlanResult.GONE);
    assertThat(keyrings.seal(video, generation)).isFalse();
    assertThat(revisions.rewrap(RingName.of(video, generation))).isFalse();
  }

  @Test
  void damagedRingsAreShreddedAndKeepNoOtherAlive() {
    VideoId video = ids.video();
    GenerationId damaged = ids.generation();
    GenerationId sound = ids.generation();
    new SourceKeys(revisions, random).obtain(video);
    keyrings.plan(video, damaged, TranscoderSide.usualPlan(4));
    keyrings.plan(video, sound, TranscoderSide.usualPlan(4));
    damage(RingName.sourceOf(video));
    damage(RingName.of(video, damaged));

    assertThat(keyrings.shred(video)).hasSize(3);

    assertThat(keyrings.find(video, damaged)).isEmpty();
    assertThat(keyrings.find(video, sound)).isEmpty();
    assertThat(keyrings.isShredded(video)).isTrue();
  }

  private void damage(RingName ring) {
    String name = ObjectLayout.revision(ring.prefix(), 2);
    store.bucket().create(name, new byte[] {1, 2, 3}, "application/json");
  }

  @Test
  void shredLeavesTombstonesAndNothingElse() {
    VideoId video = ids.video();
    GenerationId generation = ids.generation();
    keyrings.plan(video, generation, TranscoderSide.usualPlan(4));
    keyrings.seal(video, generation);
    keyrings.shred(video);

    List<byte[]> left = new ArrayList<>();
    store
        .bucket()
        .listAll("keys/" + video + "/", o -> left.add(store.bucket().get(o.name()).orElseThrow()));
    assertThat(left).hasSize(2).allMatch(bytes -> Envelope.parse(bytes).isTombstone());
  }

  @Test
  void slowWriterCannotBringShreddedKeysBack() {
    RingName ring = RingName.of(ids.video(), ids.generation());
    revisions.append(ring, 1, Secret.random(random, 64));
    revisions.append(ring, 2, Secret.random(random, 64));
    revisions.shred(ring);

    // It read revision 1 before the shred, and revision 2 is free again since.
    assertThat(revisions.append(ring, 2, Secret.random(random, 64))).isFalse();
    assertThat(revisions.latest(ring)).hasValue(new StoredRing.Shredded(3));
    List<String> names = new ArrayList<>();
    store.bucket().listAll(ring.prefix(), each -> names.add(each.name()));
    assertThat(names).hasSize(1);
  }
}
