package dev.reelkey.tests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.StoredVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clear media and plain keys never rest: not in S3, not in Redis, not in a log. */
class NothingClearRestsTest {
  private static final String SHORT_CLIP = "rabbit.mp4";

  @TempDir Path directory;

  /** A sample, and where there is one a camera's clip: the shortest, since all is encoded. */
  static List<Clip> clips() {
    List<Clip> clips = new ArrayList<>(List.of(Clip.of(SampleClip.TWO_LANGUAGES)));
    Clip.real().stream().filter(clip -> clip.name().equals(SHORT_CLIP)).forEach(clips::add);
    return clips;
  }

  @ParameterizedTest
  @MethodSource("clips")
  @DisplayName("promise 1, KEY-4: no 32-byte slice of clear media and no content key is on disk")
  void noSliceOfClearMediaAndNoContentKeyIsOnDisk(Clip clip) throws Exception {
    Path source = clip.content().fileIn(directory);
    SliceSearch media = new SliceSearch();
    media.add(Files.readAllBytes(source));
    KeySearch keys = new KeySearch();
    RunningReelkey reelkey =
        RunningReelkey.start(directory.resolve("data"), Map.of("REELKEY_LOG_LEVEL", "DEBUG"));
    int clearSegments;
    try (reelkey) {
      ApiClient owner = reelkey.owner();
      String video = owner.uploadReady(source, Duration.ofMinutes(3));
      JsonNode session = owner.openSession(video, "owner");
      clearSegments = addClearSegments(StoredVideo.of(owner, session), media, keys);
    }

    assertThat(clearSegments).isGreaterThan(5);
    assertThat(media.blocks()).isGreaterThan(10_000);
    for (Path file : restingFiles(reelkey)) {
      assertThat(media.firstIn(file)).as("clear media").isEmpty();
      assertThat(keys.firstIn(file)).as("content key").isEmpty();
    }
  }

  private static int addClearSegments(StoredVideo video, SliceSearch media, KeySearch keys) {
    int count = 0;
    for (String playlist : video.playlists().keySet()) {
      for (StoredVideo.Listed segment : video.segments(playlist)) {
        media.add(video.clear(segment));
        keys.add(video.key(segment));
        count++;
      }
    }
    return count;
  }

  private static List<Path> restingFiles(RunningReelkey reelkey) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(reelkey.data())) {
      tree.filter(Files::isRegularFile)
          .filter(file -> !isProgram(reelkey.data().relativize(file)))
          .forEach(files::add);
    }
    files.add(reelkey.logFile());
    assertThat(files).hasSizeGreaterThan(20);
    return files;
  }

  /** Unpacked programs are no data; tables inside them can be like tables inside a film. */
  private static boolean isProgram(Path file) {
    return file.startsWith("natives")
        || file.startsWith("redis") && file.getFileName().toString().startsWith("redis-server");
  }
}
