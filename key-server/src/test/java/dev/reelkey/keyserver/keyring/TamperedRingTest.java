package dev.reelkey.keyserver.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.s3.Revisions;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.bouncycastle.KeystoreKek;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the bucket can break a keyring and can never change or move one. */
class TamperedRingTest {
  private static final int RECORDS = System.getProperty("long") == null ? 40 : 200;

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  @TempDir private Path directory;
  private RealBucket store;
  private KeystoreKek kek;
  private Revisions raw;
  private SealedRevisions revisions;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    Secret phrase = Secret.copyOf("phrase".getBytes(StandardCharsets.UTF_8));
    kek = KeystoreKek.openOrCreate(directory.resolve("kek.bcfks"), phrase, random);
    raw = new Revisions(store.bucket());
    revisions = new SealedRevisions(store.bucket(), kek, random);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  @DisplayName("KEY-2 every flipped bit of a record is refused")
  void everyFlippedBitIsRefused() {
    for (int record = 0; record < RECORDS; record++) {
      RingName ring = RingName.of(ids.video(), ids.generation());
      revisions.append(ring, 1, Secret.random(random, 64));
      byte[] stored = raw.latest(ring.prefix()).orElseThrow().content();
      for (int bit = 0; bit < stored.length * 8; bit++) {
        byte[] flipped = stored.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(opens(ring, 1, flipped)).as("bit %d of %s", bit, ring).isFalse();
      }
      assertThat(opens(ring, 1, stored)).isTrue();
    }
  }

  @Test
  @DisplayName("KEY-2 a record moved to another video, generation or revision is refused")
  void recordOpensInItsOwnPlaceOnly() {
    RingName ring = RingName.of(ids.video(), ids.generation());
    revisions.append(ring, 1, Secret.random(random, 64));
    byte[] stored = raw.latest(ring.prefix()).orElseThrow().content();

    assertThat(opens(ring, 1, stored)).isTrue();
    assertThat(opens(ring, 2, stored)).isFalse();
    assertThat(opens(RingName.of(ids.video(), ids.generation()), 1, stored)).isFalse();
    assertThat(opens(RingName.of(ring.video(), ids.generation()), 1, stored)).isFalse();
    assertThat(opens(RingName.sourceOf(ring.video()), 1, stored)).isFalse();
  }

  @Test
  @DisplayName("KEY-2 a record that claims another KEK version is refused")
  void recordOpensUnderItsOwnVersionOnly() {
    RingName ring = RingName.of(ids.video(), ids.generation());
    revisions.append(ring, 1, Secret.random(random, 64));
    Envelope envelope = Envelope.parse(raw.latest(ring.prefix()).orElseThrow().content());
    kek.rotate();
    Envelope claimed = new Envelope(1, 2, envelope.wrapped(), envelope.message());

    assertThat(opens(ring, 1, envelope.bytes())).isTrue();
    assertThat(opens(ring, 1, claimed.bytes())).isFalse();
  }

  @Test
  @DisplayName("KEY-2 parts of two records of one ring do not mix")
  void partsOfTwoRecordsDoNotMix() {
    RingName ring = RingName.of(ids.video(), ids.generation());
    revisions.append(ring, 1, Secret.random(random, 64));
    Envelope first = Envelope.parse(raw.latest(ring.prefix()).orElseThrow().content());
    revisions.append(ring, 2, Secret.random(random, 64));
    Envelope second = Envelope.parse(raw.latest(ring.prefix()).orElseThrow().content());

    assertThat(opens(ring, 2, new Envelope(1, 1, second.wrapped(), first.message()).bytes()))
        .isFalse();
    assertThat(opens(ring, 2, new Envelope(1, 1, first.wrapped(), second.message()).bytes()))
        .isFalse();
  }

  @Test
  void recordUnderADestroyedVersionStaysShut() {
    RingName ring = RingName.of(ids.video(), ids.generation());
    revisions.append(ring, 1, Secret.random(random, 64));
    kek.rotate();
    kek.destroyBelow(2);

    assertThatThrownBy(() -> revisions.latest(ring)).isInstanceOf(KekVersionMissingException.class);
  }

  private boolean opens(RingName ring, long revision, byte[] content) {
    try {
      StoredRing opened = revisions.open(ring, new Revisions.Revision(revision, content));
      assertThat(opened).isInstanceOf(StoredRing.Live.class);
      return true;
    } catch (SealBrokenException | KekVersionMissingException refused) {
      return false;
    }
  }
}
