package dev.reelkey.tests.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.measure.Program;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that an operator gets who sets nothing. */
class UsualChunksTest {
  // 139 s: three chunks of the usual length.
  private static final String LONG_CLIP = "person-detection.mp4";
  private static final int USUAL_SEGMENTS_PER_PERIOD = 2;

  @TempDir Path directory;

  @Test
  void aClipOfSeveralUsualChunksPassesUnharmed() throws Exception {
    Assumptions.assumeTrue(
        new Program("ffmpeg", Duration.ofMinutes(1)).isInstalled(), "ffmpeg is not installed");
    Clip clip =
        Clip.real().stream()
            .filter(each -> each.name().equals(LONG_CLIP))
            .findFirst()
            .orElse(Clip.of(SampleClip.FPS_29_97));
    Path file = clip.content().fileIn(directory);
    try (RunningReelkey reelkey = RunningReelkey.start(directory.resolve("data"), Map.of())) {
      ApiClient owner = reelkey.owner();
      String video = owner.upload(file);
      CompletableFuture<ToldProgress> told = ToldProgress.follow(owner, video);
      Outcome outcome =
          Passage.begin(owner, clip, new Library.Stored(file, video))
              .end(USUAL_SEGMENTS_PER_PERIOD);

      assertThat(outcome.losses()).isEmpty();
      assertThat(outcome.brokenRules()).isEmpty();
      tellsHowFarItIs(told.join());
    }
  }

  private static void tellsHowFarItIs(ToldProgress told) {
    assertThat(told.lastState()).isEqualTo("READY");
    assertThat(told.percents()).isSorted().allMatch(each -> each >= 0 && each <= 100);
    assertThat(new TreeSet<>(told.percents())).as("steps").hasSizeGreaterThan(3);
    assertThat(told.percents()).last().satisfies(last -> assertThat(last).isGreaterThan(50));
    assertThat(told.working())
        .anySatisfy(
            event -> {
              assertThat(event.path("speed").asDouble()).isBetween(0.01, 1000.0);
              assertThat(event.path("eta_seconds").asLong()).isBetween(1L, 3600L);
            });
  }
}
