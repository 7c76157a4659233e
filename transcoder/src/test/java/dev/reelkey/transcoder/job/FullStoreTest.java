package dev.reelkey.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.testing.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullStoreTest {
  private static final long SECOND_SEGMENT = 900_000 + 6 * 90_000;
  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void start() {
    bench = Bench.start(directory, 8, Map.of());
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void workWaitsForRoomAndSaysSoAndGoesOnWhenThereIsSome() {
    bench.media.beforeRun(() -> bench.freeBytes.set(0));
    String video = upload();

    Bench.await("the work waits", () -> progressOf(video).contains("phase=waiting"));
    assertThat(media(video)).isEmpty();
    bench.media.beforeRun(() -> {});
    bench.freeBytes.set(Long.MAX_VALUE);

    assertThat(bench.await("ann", video, "READY", "FAILED")).containsEntry("state", "READY");
  }

  @Test
  void aFailedAttemptLeavesNoSegments() {
    List<String> found = new CopyOnWriteArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    AtomicBoolean looked = new AtomicBoolean();
    String[] video = new String[1];
    bench.media.spoil(
        facts -> {
          boolean picture = facts.codecs().startsWith("avc1") && facts.firstPts() > 0;
          if (picture && failed.get() && looked.compareAndSet(false, true)) {
            media(video[0]).stream().filter(name -> name.contains("/v360/")).forEach(found::add);
          }
          boolean second = facts.firstPts() == SECOND_SEGMENT;
          if (picture && second && failed.compareAndSet(false, true)) {
            throw new MediaFailureException(MediaFailure.CRASHED, "test");
          }
          return facts;
        });
    video[0] = upload();

    assertThat(bench.await("ann", video[0], "READY", "FAILED")).containsEntry("state", "READY");
    assertThat(looked).isTrue();
    assertThat(found).isEmpty();
  }

  private String upload() {
    return (String) Bench.json(bench.upload("ann", new byte[1_000])).get("id");
  }

  private String progressOf(String video) {
    return String.valueOf(Bench.json(bench.get("ann", "/v1/videos/" + video)).get("progress"));
  }

  private List<String> media(String video) {
    List<String> names = new ArrayList<>();
    bench.bucket().listAll("media/" + video + "/", each -> names.add(each.name()));
    return names;
  }
}
