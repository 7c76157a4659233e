package dev.reelkey.keyserver.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.keyring.SourceKeys;
import dev.reelkey.keyserver.keyring.StoredRing;
import dev.reelkey.keyserver.testing.Await;
import dev.reelkey.keyserver.testing.ForwardingKek;
import dev.reelkey.keyserver.testing.TranscoderSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrapTest {
  private static final int RINGS = System.getProperty("long") == null ? 8 : 2_000;
  private static final int KILLS = System.getProperty("long") == null ? 4 : 50;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
  private final Map<RingName, Secret> contents = new HashMap<>();
  @TempDir private Path directory;
  private RealBucket store;
  private KeystoreKek keystore;
  private MortalKek kek;
  private SealedRevisions revisions;
  private Rewrap rewrap;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    open();
    Keyrings keyrings = new Keyrings(revisions, ids, random, Clock.systemUTC());
    for (int n = 0; n < RINGS / 2; n++) {
      VideoId video = ids.video();
      GenerationId generation = ids.generation();
      new SourceKeys(revisions, random).obtain(video);
      keyrings.plan(video, generation, TranscoderSide.usualPlan(2));
      for (RingName ring : List.of(RingName.sourceOf(video), RingName.of(video, generation))) {
        contents.put(ring, read(ring));
      }
    }
  }

  @AfterEach
  void stop() {
    store.close();
  }

  /** As a new process does. */
  private void open() {
    keystore = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    kek = new MortalKek(keystore);
    revisions = new SealedRevisions(store.bucket(), kek, random);
    rewrap = new Rewrap(revisions, kek);
  }

  @Test
  @DisplayName("KEY-3 killed at random points and run again: all anew, none unreadable meanwhile")
  void interruptedRunIsRunAgainWhileReadersRead() throws Exception {
    kek.rotate();
    AtomicBoolean ends = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    List<Throwable> faults = new ArrayList<>();
    Thread reader = new Thread(() -> readAll(ends, reads, faults));
    reader.start();
    Await.until(() -> reads.get() > 0 || !reader.isAlive());
    Random points = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      open();
      // Each ring takes two uses of the key; the last of them stands within the append.
      kek.diesAt(1 + points.nextInt(2 * RINGS / KILLS));
      assertThatThrownBy(() -> rewrap.run((count, total, ring, outcome) -> {}))
          .isInstanceOf(Killed.class);
    }
    open();
    rewrap.run((count, total, ring, outcome) -> {});
    ends.set(true);
    reader.join();

    assertThat(faults).isEmpty();
    assertThat(reads.get()).isPositive();
    assertThat(rewrap.anyBelow(kek.active())).isFalse();
    assertThat(rewrap.run((count, total, ring, outcome) -> {}))
        .isEqualTo(new Rewrap.Result(0, RINGS, 0));
    contents.forEach((ring, content) -> assertThat(read(ring).sameAs(content)).isTrue());
  }

  @Test
  void dryRunChangesNothing() {
    kek.rotate();
    List<String> before = names();

    assertThat(rewrap.dryRun((done, total, ring, outcome) -> {}))
        .isEqualTo(new Rewrap.Result(RINGS, 0, 0));
    assertThat(names()).isEqualTo(before);
    assertThat(rewrap.anyBelow(2)).isTrue();
  }

  @Test
  void destroyedVersionOpensNothingAnyMore() {
    RingName left = contents.keySet().iterator().next();
    kek.rotate();
    kek.destroyBelow(2);

    assertThat(kek.versions()).containsExactly(2);
    assertThatThrownBy(() -> read(left)).hasMessageContaining("version 1");
  }

  @Test
  void restartFindsActiveAndMinimumVersion() {
    kek.rotate();
    kek.rotate();
    rewrap.run((done, total, ring, outcome) -> {});
    kek.destroyBelow(3);
    open();

    assertThat(kek.active()).isEqualTo(3);
    assertThat(kek.minimum()).isEqualTo(3);
    contents.forEach((ring, content) -> assertThat(read(ring).sameAs(content)).isTrue());
  }

  @Test
  void brokenRingIsToldAndKeepsTheOldVersionAlive() {
    RingName broken = contents.keySet().iterator().next();
    String next = "keys/" + broken + "/9999999997.json";
    store.bucket().create(next, new byte[] {1}, "text/plain");
    kek.rotate();

    assertThat(rewrap.run((done, total, ring, outcome) -> {}))
        .isEqualTo(new Rewrap.Result(RINGS - 1, 0, 1));
    assertThat(rewrap.anyBelow(2)).isTrue();
  }

  private void readAll(AtomicBoolean ends, AtomicInteger reads, List<Throwable> faults) {
    SealedRevisions readable = new SealedRevisions(store.bucket(), keystore, random);
    try {
      while (!ends.get()) {
        for (Map.Entry<RingName, Secret> each : contents.entrySet()) {
          if (!read(each.getKey(), readable).sameAs(each.getValue())) {
            throw new IllegalStateException("another key");
          }
          reads.incrementAndGet();
        }
      }
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  private Secret read(RingName ring) {
    return read(ring, revisions);
  }

  private static Secret read(RingName ring, SealedRevisions revisions) {
    return ((StoredRing.Live) revisions.latest(ring).orElseThrow()).content();
  }

  /** Ends the run at a chosen use of the key, as a kill of the process would. */
  private static final class MortalKek extends ForwardingKek {
    private int left = Integer.MAX_VALUE;

    MortalKek(Kek kek) {
      super(kek);
    }

    void diesAt(int use) {
      left = use;
    }

    @Override
    public byte[] wrap(int version, Secret key, byte[] associatedData) {
      byte[] wrapped = super.wrap(version, key, associatedData);
      live();
      return wrapped;
    }

    @Override
    public Secret unwrap(int version, byte[] wrapped, byte[] associatedData) {
      live();
      return super.unwrap(version, wrapped, associatedData);
    }

    private void live() {
      left--;
      if (left == 0) {
        throw new Killed();
      }
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    store.bucket().listAll("keys/", each -> names.add(each.name() + each.entityTag()));
    return names;
  }
}
