package dev.reelkey.transcoder.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceSealTest {
  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final VideoId video = ids.video();
  private final UploadId upload = ids.upload();
  private final Secret key = Secret.random(random, 32);
  private final SourceSeal seal = new SourceSeal(key, video, upload);
  private final byte[] clear = clear(20_000);

  @Test
  void whatWasSealedOpensAgain() throws Exception {
    assertThat(seal.open("0", seal.seal("0", clear))).isEqualTo(clear);
  }

  @Test
  @DisplayName("KEY-2: no single bit of a sealed part can change unseen")
  void everyFlippedBitIsRefused() {
    byte[] sealed = seal.seal("0", clear);
    Random where = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] changed = sealed.clone();
      int bit = where.nextInt(changed.length * 8);
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> seal.open("0", changed)).isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void everyCutIsRefusedEvenBetweenItsPieces() {
    byte[] sealed = seal.seal("0", clear);
    for (int length : new int[] {0, 1, 39, 40, 41, 4096, 8192, sealed.length - 1}) {
      assertThatThrownBy(() -> seal.open("0", Arrays.copyOf(sealed, length)))
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void aPartOpensOnlyInItsPlace() {
    byte[] sealed = seal.seal("0", clear);

    assertThatThrownBy(() -> seal.open("1", sealed)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> new SourceSeal(key, video, ids.upload()).open("0", sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> new SourceSeal(key, ids.video(), upload).open("0", sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(
            () -> new SourceSeal(Secret.random(random, 32), video, upload).open("0", sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void theSameBytesAreSealedDifferentlyEachTime() {
    assertThat(seal.seal("0", clear)).isNotEqualTo(seal.seal("0", clear));
  }

  private static byte[] clear(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
