package dev.reelkey.transcoder.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.s3.StoredObject;
import dev.reelkey.transcoder.testing.Bench;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadApiTest {
  private static final int LIMIT = 30_000_000;
  @TempDir private static Path directory;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench =
        Bench.start(
            directory,
            8,
            Map.of(
                "TRANSCODER_UPLOAD_MAX_BYTES",
                Integer.toString(LIMIT),
                "TRANSCODER_FREE_SPACE_FLOOR",
                "1000"));
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void anEmptyBodyIsRefused() {
    assertProblem(bench.upload("ann", new byte[0]), 400, "body_empty");
  }

  @Test
  void anEmptyChunkedBodyIsRefusedAndLeavesNoParts() {
    HttpResponse<String> answer =
        bench.send(
            bench
                .request("eve", "/v1/videos")
                .header("Content-Type", "video/mp4")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[0]))));

    assertProblem(answer, 400, "body_empty");
    assertThat(partsOf(onlyVideoOf("eve"))).isEmpty();
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
    String head = head("ann", "Content-Length: " + (LIMIT + 1L));
    try (Socket socket = new Socket("127.0.0.1", bench.port())) {
      socket.getOutputStream().write(head.getBytes(US_ASCII));

      assertThat(firstLine(socket)).contains(" 413 ");
    }
  }

  @Test
  void aBodyThatNobodyReadsEndsTheConnection() throws Exception {
    bench.upload("una", new byte[100]);
    String endless = "Content-Length: 1000000000000";

    assertThat(wholeAnswer(head("una", "POST", "/nothing", endless), new byte[0]))
        .contains(" 404 ");
    assertThat(
            wholeAnswer(
                head("una", "DELETE", "/v1/videos/" + onlyVideoOf("una"), endless), new byte[0]))
        .contains(" 204 ");
  }

  @Test
  void aSenderThatIsRefusedInMidBodyReadsTheAnswerWhole() throws Exception {
    byte[] begun = new byte[500_000];
    String answer = wholeAnswer(head("ann", "Content-Length: " + (LIMIT + 1L)), begun);

    assertThat(answer).contains(" 413 ").endsWith("}");
  }

  @Test
  void aBodyThatGrowsOverTheLimitIsRefusedAndItsPartsAreGone() {
    HttpResponse<String> answer =
        bench.send(
            bench
                .request("max", "/v1/videos")
                .header("Content-Type", "video/mp4")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[LIMIT + 500_000]))));

    assertProblem(answer, 413, "upload_too_large");
    assertThat(partsOf(onlyVideoOf("max"))).isEmpty();
  }

  @Test
  void aStoreWithoutRoomForSourceAndResultIsSaidBeforeTheBodyIsRead() {
    bench.freeBytes.set(50_000);
    try {
      assertProblem(bench.upload("ann", new byte[24_900]), 507, "storage_full");
    } finally {
      bench.freeBytes.set(Long.MAX_VALUE);
    }
  }

  @Test
  void anotherContentTypeIsRefused() {
    HttpResponse<String> answer =
        bench.send(
            bench
                .request("ann", "/v1/videos")
                .header("Content-Type", "text/html")
                .POST(BodyPublishers.ofString("<html>")));

    assertProblem(answer, 415, "media_type_unsupported");
  }

  @Test
  void anInterruptedUploadLeavesNothingAndTheSameRequestFinishesIt() throws Exception {
    String key = "Idempotency-Key: again-1";
    try (Socket socket = new Socket("127.0.0.1", bench.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head("ivy", "Content-Length: 20000000\r\n" + key).getBytes(US_ASCII));
      out.write(new byte[17_000_000]);
    }
    Bench.await("the video is there", () -> videosOf("ivy").size() == 1);
    String video = onlyVideoOf("ivy");
    Bench.await("parts gone", () -> partsOf(video).isEmpty());
    assertThat(stateOf("ivy", video)).isEqualTo("UPLOADING");

    HttpResponse<String> answer =
        bench.upload("ivy", new byte[20_000_000], "Idempotency-Key", "again-1");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Bench.json(answer)).containsEntry("id", video);
    assertThat(bench.await("ivy", video, "READY", "FAILED")).containsEntry("state", "READY");
  }

  @Test
  void theSameKeyAgainAnswersTheSameAndMakesNoSecondVideo() {
    byte[] body = new byte[3_000];
    HttpResponse<String> first = bench.upload("ida", body, "Idempotency-Key", "k");
    HttpResponse<String> second = bench.upload("ida", body, "Idempotency-Key", "k");

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(Bench.json(second).get("id")).isEqualTo(Bench.json(first).get("id"));
    assertThat(videosOf("ida")).hasSize(1);
    assertProblem(
        bench.upload("ida", new byte[3_001], "Idempotency-Key", "k"),
        422,
        "idempotency_key_reused");
    assertThat(bench.upload("joe", body, "Idempotency-Key", "k").statusCode()).isEqualTo(202);
    assertThat(videosOf("joe")).doesNotContainAnyElementsOf(videosOf("ida"));
  }

  @Test
  void aRequestThatItsRepetitionOvertakesGetsTheSameAnswer() throws Exception {
    String key = "Idempotency-Key: twin-1";
    try (Socket socket = new Socket("127.0.0.1", bench.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head("lou", "Content-Length: 4000\r\n" + key).getBytes(US_ASCII));
      out.write(new byte[2_000]);
      Bench.await("the video is there", () -> videosOf("lou").size() == 1);
      HttpResponse<String> again =
          bench.upload("lou", new byte[4_000], "Idempotency-Key", "twin-1");
      assertThat(again.statusCode()).isEqualTo(202);
      out.write(new byte[2_000]);

      assertThat(firstLine(socket)).contains(" 202 ");
    }
    assertThat(videosOf("lou")).hasSize(1);
  }

  @Test
  void ofTwoUploadsAtOnceOneBecomesTheSourceAndTheOtherLeavesNothing() {
    HttpResponse<String> created =
        bench.send(
            bench
                .request("dob", "/v1/videos")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"Twice\"}")));
    assertThat(created.statusCode()).isEqualTo(201);
    String video = (String) Bench.json(created).get("id");
    assertThat((String) Bench.json(created).get("upload_url"))
        .isEqualTo("http://127.0.0.1:8080/v1/videos/" + video + "/source");

    List<CompletableFuture<Integer>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> put("dob", video, 9_000_000)));
    }
    List<Integer> statuses = both.stream().map(CompletableFuture::join).sorted().toList();

    assertThat(statuses).containsExactly(202, 409);
    assertThat(bench.await("dob", video, "READY", "FAILED"))
        .containsEntry("state", "READY")
        .containsEntry("title", "Twice");
    Bench.await("one upload's parts", () -> partsOf(video).size() == 3);
  }

  @Test
  void titlesLoseWhatCouldForgeLogsAndPages() {
    HttpResponse<String> created =
        bench.send(
            bench
                .request("kim", "/v1/videos")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"title\":\"a\\nb\\u202ec\\u0000 " + "x".repeat(400) + "\"}")));

    String title = (String) Bench.json(created).get("title");
    assertThat(title).startsWith("abc x").hasSize(200);
  }

  @Test
  void withoutAKeyServerNothingIsTaken() {
    bench.keys.setAway(true);
    try {
      assertProblem(bench.upload("ann", new byte[10]), 503, "keys_unavailable");
    } finally {
      bench.keys.setAway(false);
    }
  }

  private static int put(String subject, String video, int bytes) {
    return bench
        .send(
            bench
                .request(subject, "/v1/videos/" + video + "/source")
                .header("Content-Type", "video/mp4")
                .PUT(BodyPublishers.ofByteArray(new byte[bytes])))
        .statusCode();
  }

  private static String head(String subject, String more) {
    return head(subject, "POST", "/v1/videos?title=Film", more);
  }

  private static String head(String subject, String method, String path, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
        + "Authorization: Bearer "
        + bench.token(subject)
        + "\r\n"
        + more
        + "\r\n\r\n";
  }

  /** Sends a head and the beginning of a body, and reads until the server ends the connection. */
  private static String wholeAnswer(String head, byte[] body) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", bench.port())) {
      // Longer than the server waits for the rest, and shorter than its limit for idle connections.
      socket.setSoTimeout(25_000);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().write(body);
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static String firstLine(Socket socket) throws Exception {
    socket.setSoTimeout(60_000);
    byte[] start = socket.getInputStream().readNBytes(16);
    return new String(start, US_ASCII);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(Bench.json(answer)).containsEntry("code", code);
  }

  @SuppressWarnings("unchecked")
  private static List<String> videosOf(String subject) {
    List<Map<String, Object>> videos =
        (List<Map<String, Object>>) Bench.json(bench.get(subject, "/v1/videos")).get("videos");
    return videos.stream().map(each -> (String) each.get("id")).toList();
  }

  private static String onlyVideoOf(String subject) {
    List<String> videos = videosOf(subject);
    assertThat(videos).hasSize(1);
    return videos.get(0);
  }

  private static Object stateOf(String subject, String video) {
    return Bench.json(bench.get(subject, "/v1/videos/" + video)).get("state");
  }

  private static List<String> partsOf(String video) {
    List<String> names = new ArrayList<>();
    bench
        .bucket()
        .listAll("videos/" + video + "/source/", (StoredObject each) -> names.add(each.name()));
    return names;
  }
}
