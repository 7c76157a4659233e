package dev.reelkey.keyserver.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.keyring.SourceKeys;
import dev.reelkey.keyserver.keyring.StoredRing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
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
  private final Map<VideoId, Secret> keys = new HashMap<>();
  @TempDir private Path directory;
  private RealBucket store;
  private KeystoreKek kek;
  private SealedRevisions revisions;
  private Rewrap rewrap;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    open();
    for (int n = 0; n < RINGS; n++) {
      VideoId video = ids.video();
      keys.put(video, new SourceKeys(revisions, random).obtain(video).orElseThrow());
    }
  }

  @AfterEach
  void stop() {
    store.close();
  }

  /** As a new process does. */
  private void open() {
    kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
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
    Random points = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      int killAt = 1 + points.nextInt(RINGS);
      open();
      assertThatThrownBy(
              () ->
                  rewrap.run(
                      (count, total, ring, outcome) -> {
                        if (count == killAt) {
                          throw new Killed();
                        }
                      }))
          .isInstanceOf(Killed.class);
    }
    rewrap.run((count, total, ring, outcome) -> {});
    ends.set(true);
    reader.join();

    assertThat(faults).isEmpty();
    assertThat(reads.get()).isPositive();
    assertThat(rewrap.anyBelow(kek.active())).isFalse();
    assertThat(rewrap.run((count, total, ring, outcome) -> {}))
        .isEqualTo(new Rewrap.Result(0, RINGS, 0));
    keys.forEach((video, key) -> assertThat(read(video).sameAs(key)).isTrue());
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
    VideoId left = keys.keySet().iterator().next();
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
    keys.forEach((video, key) -> assertThat(read(video).sameAs(key)).isTrue());
  }

  @Test
  void brokenRingIsToldAndKeepsTheOldVersionAlive() {
    VideoId broken = keys.keySet().iterator().next();
    String next = "keys/" + broken + "/source/9999999997.json";
    store.bucket().create(next, new byte[] {1}, "text/plain");
    kek.rotate();

    assertThat(rewrap.run((done, total, ring, outcome) -> {}))
        .isEqualTo(new Rewrap.Result(RINGS - 1, 0, 1));
    assertThat(rewrap.anyBelow(2)).isTrue();
  }

  private void readAll(AtomicBoolean ends, AtomicInteger reads, List<Throwable> faults) {
    try {
      while (!ends.get()) {
        for (Map.Entry<VideoId, Secret> each : keys.entrySet()) {
          if (!read(each.getKey()).sameAs(each.getValue())) {
            throw new IllegalStateException("another key");
          }
          reads.incrementAndGet();
        }
      }
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  private Secret read(VideoId video) {
    StoredRing stored = revisions.latest(RingName.sourceOf(video)).orElseThrow();
    return ((StoredRing.Live) stored).content();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    store.bucket().listAll("keys/", each -> names.add(each.name() + each.entityTag()));
    return names;
  }
}
