package dev.reelkey.transcoder.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.testing.Bench;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoApiTest {
  @TempDir private static Path directory;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = Bench.start(directory, 8, Map.of());
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @AfterEach
  void reset() {
    bench.media.beforeRun(() -> {});
    bench.media.spoil(facts -> facts);
  }

  @Test
  void aRefusedSourceFailsWithItsCodeAndASentence() {
    String video = upload("ann", "refuse this text");

    Map<String, Object> failed = bench.await("ann", video, "FAILED", "READY");

    assertThat(failed.get("error").toString()).contains("not_a_video").contains("Please");
    Bench.await("marker gone", () -> bench.bucket().head("open/" + video).isEmpty());
  }

  @Test
  void theOwnerAloneSeesAVideo() {
    String video = upload("ann", "film");

    for (String path : List.of("", "/events")) {
      assertThat(bench.get("bob", "/v1/videos/" + video + path).statusCode()).isEqualTo(404);
    }
    assertThat(bench.send(bench.request("bob", "/v1/videos/" + video).DELETE()).statusCode())
        .isEqualTo(404);
    assertThat(post("bob", "/v1/videos/" + video + "/retry").statusCode()).isEqualTo(404);
    assertThat(bench.get("bob", "/v1/videos").body()).doesNotContain(video);
  }

  @Test
  void theListIsNewestFirstAndGoesOnAtItsCursor() {
    List<String> uploaded = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      uploaded.add(0, upload("lea", "film " + i));
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      Map<String, Object> page =
          Bench.json(bench.get("lea", "/v1/videos?limit=2&cursor=" + cursor));
      ids(page).forEach(listed::add);
      cursor = (String) page.getOrDefault("next_cursor", "");
    } while (!cursor.isEmpty());

    assertThat(listed).isEqualTo(uploaded);
    assertThat(bench.get("lea", "/v1/videos?limit=0").statusCode()).isEqualTo(400);
    assertThat(bench.get("lea", "/v1/videos?cursor=../x").statusCode()).isEqualTo(400);
  }

  @Test
  void deletingShredsTheKeysAndLeavesNothingButTheTombstone() {
    String video = upload("dee", "film");
    bench.await("dee", video, "READY");

    assertThat(bench.send(bench.request("dee", "/v1/videos/" + video).DELETE()).statusCode())
        .isEqualTo(204);

    assertThat(bench.get("dee", "/v1/videos/" + video).statusCode()).isEqualTo(404);
    assertThat(bench.keys.isShredded(new VideoId(video))).isTrue();
    Bench.await("all gone", () -> namesOf(video).size() == 1);
    assertThat(namesOf(video).get(0)).contains("/record/");
    assertThat(ids(Bench.json(bench.get("dee", "/v1/videos")))).isEmpty();
    byte[] tombstone = bench.bucket().get(namesOf(video).get(0)).orElseThrow();
    assertThat(new String(tombstone, StandardCharsets.UTF_8)).doesNotContain("Film");
  }

  @Test
  void deletingWhileWorkRunsLeavesNothing() {
    List<String> videos = new ArrayList<>();
    bench.media.beforeRun(
        () -> {
          if (!videos.isEmpty()) {
            bench.send(bench.request("del", "/v1/videos/" + videos.get(0)).DELETE());
          }
        });
    String video = upload("del", "film");
    videos.add(video);

    Bench.await("gone", () -> bench.get("del", "/v1/videos/" + video).statusCode() == 404);
    Bench.await("all gone", () -> namesOf(video).size() <= 1 && mediaOf(video).isEmpty());
  }

  @Test
  void aDamagedSourceFailsAtOnceAndRetryStartsOver() {
    bench.media.beforeRun(
        () -> {
          throw new MediaFailureException(MediaFailure.DAMAGED, "test");
        });
    String video = upload("ron", "film");
    Map<String, Object> failed = bench.await("ron", video, "FAILED");
    assertThat(failed.get("error").toString()).contains("damaged");
    assertThat(bench.get("ron", "/v1/jobs?state=dead").body()).contains(video);

    bench.media.beforeRun(() -> {});
    HttpResponse<String> retried = post("ron", "/v1/jobs/" + video + "/retry");

    assertThat(retried.statusCode()).isEqualTo(202);
    assertThat(bench.await("ron", video, "READY")).doesNotContainKey("error");
    assertThat(post("ron", "/v1/videos/" + video + "/retry").statusCode()).isEqualTo(409);
    Bench.await(
        "one generation",
        () -> mediaOf(video).stream().map(n -> n.split("/")[2]).distinct().count() == 1);
  }

  @Test
  void aDismissedJobLosesItsSource() {
    String video = upload("dis", "refuse");
    bench.await("dis", video, "FAILED");

    int status = bench.send(bench.request("dis", "/v1/jobs/" + video).DELETE()).statusCode();

    assertThat(status).isEqualTo(204);
    Bench.await(
        "source gone", () -> namesOf(video).stream().noneMatch(n -> n.contains("/source/")));
    assertThat(bench.get("dis", "/v1/jobs").body()).doesNotContain(video);
    assertThat(post("dis", "/v1/videos/" + video + "/retry").statusCode()).isEqualTo(409);
  }

  @Test
  void eventsTellEveryStateAndEndWithTheWork() {
    String video = upload("sse", "film");

    HttpResponse<String> answer = bench.get("sse", "/v1/videos/" + video + "/events");

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(answer.body()).contains("event:state").contains("\"state\":\"READY\"");
  }

  @Test
  void aResultThatBreaksARuleIsNotPublished() {
    bench.media.spoil(
        facts ->
            new dev.reelkey.transcoder.media.SegmentFacts(
                facts.firstPts() + 90_000,
                facts.duration(),
                facts.frames(),
                facts.bytes(),
                facts.codecs(),
                facts.parameters(),
                0));
    String video = upload("con", "film");

    Map<String, Object> failed = bench.await("con", video, "FAILED", "READY");

    assertThat(failed.get("error").toString()).contains("conformance_failed").contains("D9");
    Bench.await("nothing published", () -> mediaOf(video).isEmpty());
  }

  @Test
  void noErrorOfTheMachineEndsAWorker() {
    AtomicInteger runs = new AtomicInteger();
    bench.media.beforeRun(
        () -> {
          // As many as there are workers.
          if (runs.incrementAndGet() <= 2) {
            throw new OutOfMemoryError("test");
          }
        });
    String video = upload("oom", "film");

    assertThat(bench.await("oom", video, "READY", "FAILED")).containsEntry("state", "READY");
  }

  @Test
  void aSealWhoseAnswerIsLostIsNoFailure() {
    bench.keys.loseNextAnswerToSeal();
    String video = upload("sea", "film");

    Map<String, Object> end = bench.await("sea", video, "READY", "FAILED");

    assertThat(end).containsEntry("state", "READY");
  }

  private static String upload(String subject, String content) {
    return (String)
        Bench.json(bench.upload(subject, content.getBytes(StandardCharsets.UTF_8))).get("id");
  }

  private static HttpResponse<String> post(String subject, String path) {
    return bench.send(bench.request(subject, path).POST(BodyPublishers.noBody()));
  }

  @SuppressWarnings("unchecked")
  private static List<String> ids(Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("videos"))
        .stream().map(each -> (String) each.get("id")).toList();
  }

  private static List<String> namesOf(String video) {
    List<String> names = new ArrayList<>();
    bench.bucket().listAll("videos/" + video + "/", each -> names.add(each.name()));
    return names;
  }

  private static List<String> mediaOf(String video) {
    List<String> names = new ArrayList<>();
    bench.bucket().listAll("media/" + video + "/", each -> names.add(each.name()));
    return names;
  }
}
