package dev.reelkey.keyserver.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.KeyringCache;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.SealedRevisions;
import dev.reelkey.keyserver.keyring.SourceKeys;
import dev.reelkey.keyserver.testing.Await;
import dev.reelkey.keyserver.testing.ForwardingKek;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalShredTest {
  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);

  @Test
  void keyThatIsBeingMadeMeanwhileOutlivesTheDestructionOfOldVersions(@TempDir Path directory)
      throws Exception {
    try (RealBucket store = RealBucket.start(directory)) {
      Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
      SlowKek kek =
          new SlowKek(KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random));
      SealedRevisions revisions = new SealedRevisions(store.bucket(), kek, random);
      SourceKeys sources = new SourceKeys(revisions, random);
      Keyrings keyrings = new Keyrings(revisions, ids, random, Clock.systemUTC());
      VideoId video = ids.video();

      try (KeyringCache cache =
          new KeyringCache(revisions, Clock.systemUTC(), Executors.newFixedThreadPool(1))) {
        Rewrap rewrap = new Rewrap(revisions, kek);
        Shred shred = new Shred(revisions, keyrings, cache, rewrap, kek);
        CompletableFuture<Secret> making =
            CompletableFuture.supplyAsync(() -> sources.obtain(video).orElseThrow());
        kek.entered.await();
        Thread destroying = new Thread(shred::destroyOldKeks);
        destroying.start();
        Await.until(() -> !destroying.isAlive() || destroying.getState() == Thread.State.WAITING);
        kek.go.countDown();
        destroying.join();
        Secret made = making.get(30, TimeUnit.SECONDS);

        assertThat(kek.versions()).containsExactly(2);
        assertThat(sources.obtain(video).orElseThrow().sameAs(made)).isTrue();
      }
    }
  }

  @Test
  void keyThatAnotherKeyServerIsMakingMeanwhileOutlivesItToo(@TempDir Path directory)
      throws Exception {
    try (RealBucket store = RealBucket.start(directory)) {
      Path keystore = directory.resolve("kek.bcfks");
      Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
      KeystoreKek kek = KeystoreKek.openOrCreate(keystore, phrase, random);
      SlowKek others = new SlowKek(KeystoreKek.open(keystore, phrase, random));
      SealedRevisions revisions = new SealedRevisions(store.bucket(), kek, random);
      SealedRevisions written = new SealedRevisions(store.bucket(), others, random);
      VideoId video = ids.video();

      try (KeyringCache cache =
          new KeyringCache(revisions, Clock.systemUTC(), Executors.newFixedThreadPool(1))) {
        Keyrings keyrings = new Keyrings(revisions, ids, random, Clock.systemUTC());
        Rewrap rewrap = new Rewrap(revisions, kek);
        CompletableFuture<Secret> making =
            CompletableFuture.supplyAsync(
                () -> new SourceKeys(written, random).obtain(video).orElseThrow());
        others.entered.await();
        new Shred(revisions, keyrings, cache, rewrap, kek).destroyOldKeks();
        others.go.countDown();
        Secret made = making.get(30, TimeUnit.SECONDS);

        assertThat(kek.versions()).containsExactly(2);
        assertThat(new SourceKeys(revisions, random).obtain(video).orElseThrow().sameAs(made))
            .isTrue();
      }
    }
  }

  /** Lets time pass between the choice of a version and its use, the first time. */
  private static final class SlowKek extends ForwardingKek {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    SlowKek(Kek kek) {
      super(kek);
    }

    @Override
    public byte[] wrap(int version, Secret key, byte[] associatedData) {
      byte[] wrapped = super.wrap(version, key, associatedData);
      entered.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return wrapped;
    }
  }
}
