package dev.reelkey.tests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceSearchTest {
  @TempDir Path directory;

  @Test
  void everySliceOf32BytesIsFoundWhereverItBegins() throws Exception {
    byte[] clear = random(4096, 1);
    SliceSearch search = new SliceSearch();
    search.add(clear);
    for (int from = 100; from < 140; from++) {
      byte[] file = random(5000, from);
      System.arraycopy(clear, from, file, 777 + from, 32);

      assertThat(search.firstIn(write(file))).isPresent();
    }
  }

  @Test
  void shorterSlicesAndOtherBytesAreNot() throws Exception {
    byte[] clear = random(4096, 1);
    SliceSearch search = new SliceSearch();
    search.add(clear);
    byte[] file = random(5000, 2);
    System.arraycopy(clear, 96, file, 777, 31);
    file[776] = (byte) ~clear[95];
    file[777 + 31] = (byte) ~clear[96 + 31];

    assertThat(search.firstIn(write(file))).isEmpty();
    assertThat(search.firstIn(write(Arrays.copyOf(file, 700)))).isEmpty();
  }

  private Path write(byte[] bytes) throws Exception {
    return Files.write(directory.resolve("file"), bytes);
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
