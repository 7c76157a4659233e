package dev.reelkey.keyserver.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.testing.CallersThread;
import dev.reelkey.keyserver.testing.MovableClock;
import dev.reelkey.keyserver.testing.TranscoderSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringCacheTest {
  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final VideoId video = ids.video();
  private final GenerationId generation = ids.generation();
  private final HangingReader reader = new HangingReader();
  @TempDir private Path directory;
  private RealBucket store;
  private SealedRevisions revisions;
  private Keyrings keyrings;
  private KeyringCache cache;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    KeystoreKek kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    revisions = new SealedRevisions(store.bucket(), kek, random);
    keyrings = new Keyrings(revisions, ids, random, clock);
    keyrings.plan(video, generation, TranscoderSide.usualPlan(2));
    cache = new KeyringCache(revisions, clock, new CallersThread());
  }

  @AfterEach
  void stop() {
    cache.close();
    store.close();
  }

  @Test
  void shredByAnotherInstanceIsSeenWithinTwoSeconds() {
    assertThat(cache.find(video, generation)).isPresent();
    keyrings.shred(video);

    clock.advance(Duration.ofMillis(1_500));

    assertThat(cache.find(video, generation)).isEmpty();
  }

  @Test
  void evictionIsSeenAtOnce() {
    assertThat(cache.find(video, generation)).isPresent();
    keyrings.shred(video);
    cache.evict(video);

    assertThat(cache.find(video, generation)).isEmpty();
  }

  @Test
  @DisplayName("FLT-3 a silent store leaves known keyrings usable for a minute and no longer")
  void silentStoreIsToleratedForKnownKeyrings() {
    assertThat(cache.find(video, generation)).isPresent();
    store.stop();

    clock.advance(Duration.ofSeconds(50));
    assertThat(cache.find(video, generation)).isPresent();
    assertThatThrownBy(() -> cache.find(ids.video(), generation))
        .isInstanceOf(KeyringUnavailableException.class);
    clock.advance(Duration.ofSeconds(15));
    assertThatThrownBy(() -> cache.find(video, generation))
        .isInstanceOf(KeyringUnavailableException.class);

    store.startAgain();
    assertThat(cache.find(ids.video(), generation)).isEmpty();
  }

  @Test
  @DisplayName("FLT-3 a hang of the store holds one request up and not each")
  void silenceIsRememberedSoThatNotEveryRequestWaits() {
    try (KeyringCache hanging = new KeyringCache(revisions, clock, reader)) {
      hanging.find(video, generation);
      reader.hang();
      clock.advance(Duration.ofSeconds(2));
      long began = System.nanoTime();

      for (int request = 0; request < 20; request++) {
        assertThat(hanging.find(video, generation)).isPresent();
        assertThatThrownBy(() -> hanging.find(ids.video(), generation))
            .isInstanceOf(KeyringUnavailableException.class);
      }

      // Each waiting for itself they would take more than a minute.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void storeThatAnswersAgainIsBelievedAtOnce() {
    try (KeyringCache hanging = new KeyringCache(revisions, clock, reader)) {
      hanging.find(video, generation);
      reader.hang();
      clock.advance(Duration.ofSeconds(2));
      assertThat(hanging.find(video, generation)).isPresent();
      keyrings.shred(video);

      reader.goOn();

      assertThat(hanging.find(video, generation)).isEmpty();
    }
  }

  /** Does everything at once on the thread that asks, except while it hangs. */
  private static final class HangingReader extends ThreadPoolExecutor {
    private final List<Runnable> held = new ArrayList<>();
    private boolean hangs;

    HangingReader() {
      super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
    }

    void hang() {
      hangs = true;
    }

    void goOn() {
      hangs = false;
      held.forEach(Runnable::run);
    }

    @Override
    public void execute(Runnable task) {
      if (hangs) {
        held.add(task);
      } else {
        task.run();
      }
    }
  }
}
