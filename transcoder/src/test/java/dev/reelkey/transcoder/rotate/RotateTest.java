package dev.reelkey.transcoder.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.transcoder.publish.Published;
import dev.reelkey.transcoder.testing.Bench;
import dev.reelkey.transcoder.testing.FakeKeyServer;
import dev.reelkey.transcoder.testing.FaultyStore.Fate;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateTest {
  @TempDir private static Path directory;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = Bench.start(directory, 20, Map.of());
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  @DisplayName("KEY-1: after a rotation no key and no IV is the same, and the old one plays on")
  void everySegmentHasANewKeyAndTheOldGenerationStays() {
    String video = ready();
    Presentation old = current(video);
    int runs = bench.media.runs();

    String job = (String) Bench.json(post(video, "rotate")).get("job");

    awaitJob(job, "done");
    Presentation next = current(video);
    assertThat(next.generation()).isNotEqualTo(old.generation());
    assertThat(keysAndIvs(next)).doesNotContainAnyElementsOf(keysAndIvs(old));
    assertThat(next.videos().get(0).peakBitsPerSecond())
        .isEqualTo(old.videos().get(0).peakBitsPerSecond());
    assertThat(bench.keys.isSealed(next.generation())).isTrue();
    VideoRecord record = record(video);
    assertThat(record.retired())
        .singleElement()
        .satisfies(
            retired -> {
              assertThat(retired.generation()).isEqualTo(old.generation());
              assertThat(retired.until()).isAfter(record.updated());
            });
    for (Segment each : old.videos().get(0).segments()) {
      assertThat(
              bench
                  .bucket()
                  .head("media/" + video + "/" + old.generation() + "/v360/" + each.file()))
          .isPresent();
    }
    assertThat(verify(video)).contains("\"finished\":true").contains("\"failed\":0");
    assertThat(bench.media.runs()).as("nothing is transcoded").isEqualTo(runs);
  }

  @Test
  void aSealWhoseAnswerIsLostIsNoFailure() {
    String video = ready();
    GenerationId old = current(video).generation();
    bench.keys.loseNextAnswerToSeal();

    String job = (String) Bench.json(post(video, "rotate")).get("job");

    awaitJob(job, "done");
    assertThat(current(video).generation()).isNotEqualTo(old);
  }

  @Test
  void aFailedStoreInTheMiddleIsSurvived() {
    String video = ready();
    GenerationId old = current(video).generation();
    AtomicInteger calls = new AtomicInteger();
    bench.faults.plan(
        (method, path) -> {
          int call = path.contains(video) ? calls.incrementAndGet() : 0;
          return call > 30 && call < 42 ? Fate.REFUSED : Fate.PASSES;
        });
    String job;
    try {
      job = (String) Bench.json(post(video, "rotate")).get("job");
      Bench.await("the faults are over", () -> calls.get() > 42);
    } finally {
      bench.faults.plan((method, path) -> Fate.PASSES);
    }

    awaitJob(job, "done");
    assertThat(current(video).generation()).isNotEqualTo(old);
    assertThat(verify(video)).contains("\"failed\":0");
  }

  @Test
  void aRefusedTicketLeavesTheVideoAsItWas() {
    String video = ready();
    GenerationId before = current(video).generation();
    String body = "{\"ticket\":\"forged\"}";

    String job = (String) Bench.json(post(video, "rotate", body)).get("job");

    awaitJob(job, "failed");
    assertThat(current(video).generation()).isEqualTo(before);
    assertThat(post(video, "verify", body).statusCode()).isEqualTo(403);
    Bench.await("nothing left", () -> bench.bucket().head("open/" + video).isEmpty());
  }

  @Test
  void aDryRunChangesNothing() {
    String video = ready();
    long revision = record(video).revision();

    HttpResponse<String> answer =
        bench.send(
            bench
                .request("ann", "/admin/v1/videos/" + video + "/rotate?dry_run=true")
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Bench.json(answer)).containsEntry("segments", 12);
    assertThat(record(video).revision()).isEqualTo(revision);
    assertThat(bench.bucket().list("videos/" + video + "/work/", "", 1)).isEmpty();
  }

  @Test
  @DisplayName("EDG-7: verify names the segment with a flipped bit, and the one that is gone")
  void verifyFindsWhatWasChanged() {
    String video = ready();
    Presentation presentation = current(video);
    String prefix = "media/" + video + "/" + presentation.generation() + "/v360/";
    List<Segment> segments = presentation.videos().get(0).segments();
    String changed = prefix + segments.get(1).file();
    byte[] bytes = bench.bucket().get(changed).orElseThrow();
    bytes[100] ^= 1;
    bench.bucket().delete(changed);
    bench.bucket().create(changed, bytes, "video/mp2t");
    bench.bucket().delete(prefix + segments.get(2).file());

    String told = verify(video);

    assertThat(told)
        .contains("\"fault\":\"changed\"")
        .contains(segments.get(1).file())
        .contains("\"fault\":\"missing\"")
        .contains(segments.get(2).file())
        .contains("\"failed\":2");
    String job = (String) Bench.json(post(video, "rotate")).get("job");
    awaitJob(job, "failed");
    assertThat(current(video).generation()).isEqualTo(presentation.generation());
  }

  private static String ready() {
    String video = (String) Bench.json(bench.upload("ann", new byte[1000])).get("id");
    bench.await("ann", video, "READY");
    Bench.await("settled", () -> bench.bucket().head("open/" + video).isEmpty());
    return video;
  }

  private static HttpResponse<String> post(String video, String what) {
    return post(video, what, "{\"ticket\":\"" + FakeKeyServer.TICKET + "\"}");
  }

  private static HttpResponse<String> post(String video, String what, String body) {
    return bench.send(
        bench
            .request("operator", "/admin/v1/videos/" + video + "/" + what)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String verify(String video) {
    return post(video, "verify").body();
  }

  private static void awaitJob(String job, String state) {
    Bench.await(
        "job " + state,
        () -> {
          HttpResponse<String> answer = bench.get("operator", "/admin/v1/jobs/" + job);
          return answer.statusCode() == 200 && state.equals(Bench.json(answer).get("state"));
        });
  }

  private static VideoRecord record(String video) {
    return new VideoRecords(bench.bucket()).find(new VideoId(video)).orElseThrow();
  }

  private static Presentation current(String video) {
    VideoRecord record = record(video);
    return new Published(bench.bucket())
        .read(
            record.video(),
            Optional.ofNullable(record.generation()).orElseThrow(),
            record.presentation())
        .orElseThrow();
  }

  private static Set<String> keysAndIvs(Presentation presentation) {
    Set<String> all = new HashSet<>();
    Published.renditions(presentation)
        .values()
        .forEach(
            segments ->
                segments.forEach(
                    each -> {
                      all.add(each.key().value());
                      all.add(each.iv());
                    }));
    return all;
  }
}
