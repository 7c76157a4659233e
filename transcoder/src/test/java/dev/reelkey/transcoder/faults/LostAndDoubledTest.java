package dev.reelkey.transcoder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.s3.StoredObject;
import dev.reelkey.transcoder.Transcoder;
import dev.reelkey.transcoder.testing.Bench;
import dev.reelkey.transcoder.testing.FaultyStore.Fate;
import dev.reelkey.transcoder.testing.Remains;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostAndDoubledTest {
  private static final Pattern VIDEO =
      Pattern.compile("/bucket/(?:videos|media|open)/([a-z2-7]{26})");
  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void start() {
    bench = Bench.start(directory, 20, Map.of("TRANSCODER_CHUNK_SECONDS", "12"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  @DisplayName("DUR-2: whichever S3 call fails or loses its answer, the job ends READY")
  void everyFailedCallIsSurvived() {
    // The n-th call of each video fails, and those after it that repeat it; n differs by video.
    Map<String, Integer> order = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    AtomicInteger faults = new AtomicInteger();
    bench.faults.plan(
        (method, path) -> {
          Matcher video = VIDEO.matcher(path);
          if (!video.find()) {
            return Fate.PASSES;
          }
          int index = order.computeIfAbsent(video.group(1), v -> order.size());
          int call =
              calls.computeIfAbsent(video.group(1), v -> new AtomicInteger()).incrementAndGet();
          int first = 1 + index * 9;
          // Longer than the client's own retries, so that every layer has to cope.
          if (call < first || call >= first + 5) {
            return Fate.PASSES;
          }
          faults.incrementAndGet();
          return index % 2 == 0 ? Fate.REFUSED : Fate.ANSWER_LOST;
        });

    List<String> videos = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      videos.add(upload("dur", "dur-2-" + i));
    }

    for (String video : videos) {
      Map<String, Object> end = bench.await("dur", video, "READY", "FAILED");
      assertThat(end).as("%s", end).containsEntry("state", "READY");
    }
    assertThat(faults.get()).isGreaterThan(40);
    bench.faults.plan((method, path) -> Fate.PASSES);
    for (String video : videos) {
      assertThat(revisions(video)).hasSize(4);
      Bench.await("nothing left of " + video, () -> Remains.of(bench.bucket(), video).isEmpty());
    }
  }

  @Test
  @DisplayName("DUR-3: Redis loses everything with jobs queued and running: none is lost")
  void aLostQueueIsFilledAgainFromTheStore() {
    AtomicInteger runs = new AtomicInteger();
    bench.media.beforeRun(
        () -> {
          if (runs.incrementAndGet() == 3) {
            bench.forget();
          }
        });
    List<String> videos = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      videos.add(upload("red", "dur-3-" + i));
    }

    for (String video : videos) {
      assertThat(bench.await("red", video, "READY", "FAILED")).containsEntry("state", "READY");
      Bench.await("nothing left of " + video, () -> Remains.of(bench.bucket(), video).isEmpty());
    }
  }

  @Test
  @DisplayName("DUR-4: a worker wakes up after another has finished its task: one commit")
  void aWorkerThatWasBelievedDeadLeavesNothing() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    bench.media.beforeRun(
        () -> {
          if (first.getAndSet(false)) {
            asleep.countDown();
            awaitUninterrupted(wake);
          }
        });
    try (Transcoder other = bench.another()) {
      assertThat(other.publicRoutes().rows()).isNotEmpty();
      String video = upload("two", "dur-4");
      asleep.await();
      // The queue forgets who works on what: the other process finds the task by its sweep.
      bench.forget();
      bench.await("two", video, "READY");
      int revisions = revisions(video).size();

      wake.countDown();

      Bench.await("nothing left", () -> Remains.of(bench.bucket(), video).isEmpty());
      assertThat(revisions(video)).hasSize(revisions).hasSize(4);
    }
  }

  @Test
  @DisplayName("DUR-1: the process ends at any call to the store; the next one finishes the work")
  void aStoppedProcessLosesNothing() {
    for (int point : new int[] {4, 12, 20, 30}) {
      AtomicInteger calls = new AtomicInteger();
      CountDownLatch reached = new CountDownLatch(1);
      bench.faults.plan(
          (method, path) -> {
            if (VIDEO.matcher(path).find() && calls.incrementAndGet() >= point) {
              reached.countDown();
              return Fate.REFUSED;
            }
            return Fate.PASSES;
          });
      Thread.UncaughtExceptionHandler quiet = (thread, e) -> {};
      Map<String, String> found = new HashMap<>();
      Thread client = new Thread(() -> found.put("id", upload("kil", "dur-1-" + point)));
      client.setUncaughtExceptionHandler(quiet);
      client.start();
      awaitUninterrupted(reached);
      bench.stopService();
      joinUninterrupted(client);
      bench.faults.plan((method, path) -> Fate.PASSES);
      bench.startService();

      String video = upload("kil", "dur-1-" + point);

      assertThat(bench.await("kil", video, "READY", "FAILED")).containsEntry("state", "READY");
      Bench.await("nothing left", () -> Remains.of(bench.bucket(), video).isEmpty());
    }
  }

  /** As a client does: the same request until it is taken. */
  private String upload(String subject, String key) {
    List<String> taken = new ArrayList<>();
    Bench.await(
        "the upload is taken",
        () -> {
          HttpResponse<String> answer =
              bench.upload(subject, new byte[100_000], "Idempotency-Key", key);
          if (answer.statusCode() == 202) {
            taken.add((String) Bench.json(answer).get("id"));
          } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
          }
          return !taken.isEmpty();
        });
    return taken.get(0);
  }

  private List<String> revisions(String video) {
    List<String> names = new ArrayList<>();
    bench
        .bucket()
        .listAll("videos/" + video + "/record/", (StoredObject each) -> names.add(each.name()));
    return names;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        latch.await();
        done = true;
      } catch (InterruptedException again) {
        // The sleeper of this test does not hear.
      }
    }
  }

  private static void joinUninterrupted(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
