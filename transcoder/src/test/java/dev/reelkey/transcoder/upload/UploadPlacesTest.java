package dev.reelkey.transcoder.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.testing.Bench;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadPlacesTest {
  private static final int OF_ONE = 8;
  private static final List<String> CROWD = List.of("ann", "bob", "cid");

  @TempDir private Path directory;
  private Bench bench;
  private final List<Socket> senders = new ArrayList<>();

  @BeforeEach
  void start() {
    bench = Bench.start(directory, 8, Map.of());
  }

  @AfterEach
  void stop() throws IOException {
    goAway();
    bench.close();
  }

  @Test
  @DisplayName("API4: however many files come in slowly, others are answered")
  void slowSendersLeaveThreadsForOthers() throws Exception {
    for (String subject : CROWD) {
      sendSlowly(subject, OF_ONE);
    }

    assertBusy("dan");
    assertThat(bench.get("dan", "/v1/videos").statusCode()).isEqualTo(200);
    assertThat(bench.get("ann", "/v1/videos").statusCode()).isEqualTo(200);
    assertThat(videosOf("dan")).as("made by what was refused").isZero();

    goAway();
    Bench.await("a place", () -> bench.upload("dan", new byte[3_000]).statusCode() == 202);
  }

  @Test
  void oneSenderCannotTakeAllPlaces() throws Exception {
    sendSlowly("ann", OF_ONE);

    assertBusy("ann");
    assertThat(bench.upload("bob", new byte[3_000]).statusCode()).isEqualTo(202);
  }

  @Test
  void whoIsRefusedReadsTheAnswerWholeAndTheConnectionEnds() throws Exception {
    sendSlowly("ann", OF_ONE);

    try (Socket socket = begin("ann")) {
      socket.getOutputStream().write(new byte[500_000]);
      socket.setSoTimeout(25_000);
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(answer).contains(" 503 ").containsIgnoringCase("retry-after: 10").endsWith("}");
    }
  }

  private void assertBusy(String subject) {
    HttpResponse<String> answer = bench.upload(subject, new byte[3_000]);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Bench.json(answer)).containsEntry("code", "uploads_busy");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
  }

  /** Begins uploads that do not go on, and waits until each has its place. */
  private void sendSlowly(String subject, int uploads) throws IOException {
    for (int n = 0; n < uploads; n++) {
      Socket socket = begin(subject);
      socket.getOutputStream().write(1);
      senders.add(socket);
    }
    Bench.await("all uploads of " + subject, () -> videosOf(subject) == uploads);
  }

  private Socket begin(String subject) throws IOException {
    Socket socket = new Socket("127.0.0.1", bench.port());
    OutputStream out = socket.getOutputStream();
    String head =
        "POST /v1/videos?title=Film HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\n"
            + "Authorization: Bearer "
            + bench.token(subject)
            + "\r\nContent-Length: 1000000000\r\n\r\n";
    out.write(head.getBytes(US_ASCII));
    return socket;
  }

  private void goAway() throws IOException {
    for (Socket socket : senders) {
      socket.close();
    }
    senders.clear();
  }

  private int videosOf(String subject) {
    return ((List<?>) Bench.json(bench.get(subject, "/v1/videos")).get("videos")).size();
  }
}
