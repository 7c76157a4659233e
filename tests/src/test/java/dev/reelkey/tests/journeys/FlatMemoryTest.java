package dev.reelkey.tests.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.measure.Program;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the film: the whole system lives in a small heap. */
class FlatMemoryTest {
  // Each worker may hold some parts of 8 MiB, sealed and opened; the film must be larger than all.
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern USED = Pattern.compile("(?:generation|heap) .*used (\\d+)K");
  private static final long SMALL = 5_000_000;
  // -Dlong: as large as the promise says.
  private static final long LARGE =
      System.getProperty("long") == null ? 400_000_000L : 5_000_000_000L;
  private static final long SLACK = 16_000_000;

  @TempDir Path directory;

  @Test
  @DisplayName("a large upload needs no more heap than a small one, and becomes READY")
  void aLargeUploadNeedsNoMoreHeapThanASmallOne() throws Exception {
    Path clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
    try (RunningReelkey reelkey =
        RunningReelkey.start(directory.resolve("data"), Map.of(), SMALL_HEAP)) {
      ready(reelkey, new PaddedClip(clip, SMALL));
      long small = usedHeap(reelkey);

      ready(reelkey, new PaddedClip(clip, LARGE));

      assertThat(usedHeap(reelkey)).isLessThan(small + SLACK);
    }
  }

  private static void ready(RunningReelkey reelkey, PaddedClip film) {
    ApiClient owner = reelkey.owner();
    String video = owner.upload("film", film.body());
    assertThat(owner.awaitEnd(video, LIMIT).path("state").asText()).isEqualTo("READY");
  }

  /** Bytes on the heap after a full collection. */
  private static long usedHeap(RunningReelkey reelkey) {
    Program jcmd =
        new Program(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), LIMIT);
    String pid = Long.toString(reelkey.pid());
    jcmd.run(List.of(pid, "GC.run"));
    Matcher used = USED.matcher(jcmd.run(List.of(pid, "GC.heap_info")).text());
    long bytes = 0;
    while (used.find()) {
      bytes += Long.parseLong(used.group(1)) * 1024;
    }
    assertThat(bytes).isPositive();
    return bytes;
  }
}
