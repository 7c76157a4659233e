package dev.reelkey.transcoder.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.transcoder.protect.SealBrokenException;
import dev.reelkey.transcoder.protect.SealedSource;
import dev.reelkey.transcoder.protect.SourceSeal;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWriterTest {
  private static final int PARTS = 10;
  @TempDir private static Path directory;
  private static RealBucket store;

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final VideoId video = ids.video();
  private final UploadId upload = ids.upload();
  private final Secret key = Secret.random(random, 32);
  private final SourceWriter writer =
      new SourceWriter(store.bucket(), new SourceSeal(key, video, upload), video, upload);

  @BeforeAll
  static void start() {
    store = RealBucket.start(directory);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void memoryDoesNotGrowWithTheSource() throws Exception {
    List<Long> used = new ArrayList<>();

    long bytes =
        writer.writeParts(
            new Pattern((long) SourceWriter.PART_BYTES * PARTS), () -> used.add(usedAfterGc()));

    assertThat(bytes).isEqualTo((long) SourceWriter.PART_BYTES * PARTS);
    assertThat(used.get(PARTS - 1) - used.get(2)).isLessThan(SourceWriter.PART_BYTES);
  }

  @Test
  void theSourceIsReadBackAtAnyPositionAcrossParts() throws Exception {
    long size = SourceWriter.PART_BYTES * 2L + 12_345;
    writer.writeParts(new Pattern(size), () -> {});
    writer.commit();

    SealedSource source = SealedSource.open(store.bucket(), key, video, upload, Runnable::run);

    assertThat(source.size()).isEqualTo(size);
    for (long at :
        new long[] {
          size - 1, 0, SourceWriter.PART_BYTES - 1L, SourceWriter.PART_BYTES, 12_345_678
        }) {
      byte[] one = new byte[1];
      assertThat(source.read(at, one, 0, 1)).isEqualTo(1);
      assertThat(one[0]).as("byte %d", at).isEqualTo(Pattern.at(at));
    }
    assertThat(source.read(size, new byte[1], 0, 1)).isEqualTo(-1);
  }

  @Test
  void withoutItsEndAnUploadIsNoSource() throws Exception {
    writer.writeParts(new Pattern(1000), () -> {});

    assertThatThrownBy(() -> SealedSource.open(store.bucket(), key, video, upload, Runnable::run))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void aPartThatIsGoneOrSwappedIsNoticed() throws Exception {
    writer.writeParts(new Pattern(SourceWriter.PART_BYTES + 5L), () -> {});
    writer.commit();
    String second = ObjectLayout.sourcePart(video, upload, 1);
    byte[] first = store.bucket().get(ObjectLayout.sourcePart(video, upload, 0)).orElseThrow();
    store.bucket().delete(second);
    store.bucket().create(second, first, "application/octet-stream");

    SealedSource source = SealedSource.open(store.bucket(), key, video, upload, Runnable::run);

    assertThatThrownBy(() -> source.read(SourceWriter.PART_BYTES, new byte[1], 0, 1))
        .hasCauseInstanceOf(SealBrokenException.class);
    assertThat(source.storageFailed()).isFalse();
  }

  private static long usedAfterGc() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** A body whose bytes tell their position. */
  private static final class Pattern extends InputStream {
    private final long size;
    private long position;

    Pattern(long size) {
      this.size = size;
    }

    static byte at(long position) {
      return (byte) (position * 31 >>> 7);
    }

    @Override
    public int read() {
      return position < size ? at(position++) & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (position >= size) {
        return -1;
      }
      int count = (int) Math.min(length, size - position);
      for (int i = 0; i < count; i++) {
        into[offset + i] = at(position++);
      }
      return count;
    }
  }
}
