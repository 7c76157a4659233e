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
  @TempDir private Path directory;
  private RealBucket store;
  private Keyrings keyrings;
  private KeyringCache cache;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    KeystoreKek kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    SealedRevisions revisions = new SealedRevisions(store.bucket(), kek, random);
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
}
