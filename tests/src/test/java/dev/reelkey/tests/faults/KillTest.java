package dev.reelkey.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.CommandResult;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} of everything in the middle of a transcode. */
class KillTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration SWEEP = Duration.ofSeconds(60);
  // Short chunks: the kill falls between tasks of which some are done.
  private static final Map<String, String> SETTINGS =
      Map.of("TRANSCODER_CHUNK_SECONDS", "6", "TRANSCODER_SWEEP_EVERY", "2s");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  @DisplayName("DUR-1: after kill -9 the next start finishes the video, and nothing is left over")
  void theNextStartFinishesTheVideo(int percent) throws Exception {
    Path source = directory.resolve("source.mp4");
    SampleMedia.write(SampleClip.FPS_29_97, source);
    try (RunningReelkey reelkey = RunningReelkey.start(directory.resolve("data"), SETTINGS)) {
      ApiClient owner = reelkey.owner();
      String video = owner.upload(source);
      Waiting.until(percent + " % of the work", LIMIT, () -> percentOf(owner, video) >= percent);
      List<ProcessHandle> children = reelkey.children();
      reelkey.kill();

      assertThat(markers(reelkey.data())).as("unfinished at the kill").isNotEmpty();
      assertThat(children).as("redis-server at least").isNotEmpty();
      Waiting.until(
          "the children to end",
          Duration.ofSeconds(10),
          () -> children.stream().noneMatch(ProcessHandle::isAlive));
      reelkey.startAgain();
      assertThat(owner.awaitEnd(video, LIMIT).path("state").asText()).isEqualTo("READY");

      Remains allowed = Remains.allowed(owner, video);
      assertThat(allowed.named()).hasSizeGreaterThan(10);
      awaitNothingElse(allowed, reelkey.data());
      CommandResult verified = reelkey.cli("keys", "verify", video, "--json");
      assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
      assertThat(verified.out().lines().toList()).last().asString().contains("\"failed\":0");
    }
  }

  /** The next start sweeps what the killed attempt had stored. */
  private static void awaitNothingElse(Remains allowed, Path data) {
    try {
      Waiting.until("the sweep", SWEEP, () -> allowed.oddIn(data).isEmpty());
    } catch (AssertionError tooLong) {
      assertThat(allowed.oddIn(data)).as("left over").isEmpty();
    }
  }

  private static int percentOf(ApiClient owner, String video) {
    JsonNode answer = owner.json("GET", "/v1/videos/" + video, "");
    return "READY".equals(answer.path("state").asText())
        ? 100
        : answer.path("progress").path("percent").asInt(0);
  }

  private static List<Path> markers(Path data) {
    return Remains.files(data.resolve("s3")).stream()
        .filter(f -> f.toString().contains("/open/"))
        .toList();
  }
}
