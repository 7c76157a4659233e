package dev.reelkey.transcoder.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.testing.Bench;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateUploadTest {
  // So much that nobody takes the sender for a slow one while it waits.
  private static final int HALF = 500_000;
  @TempDir private static Path directory;
  private static Bench bench;

  @BeforeAll
  static void start() {
    // Long enough that a file may follow its description even on a machine that pauses.
    bench = Bench.start(directory, 8, Map.of("TRANSCODER_UPLOAD_LEASE", "5s"));
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void aFileThatIsComingInIsNotGivenUp() throws Exception {
    String video = describe();
    try (Socket socket = new Socket("127.0.0.1", bench.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head("PUT", "/v1/videos/" + video + "/source", "").getBytes(US_ASCII));
      out.write(new byte[HALF]);
      // Described later, and without a file: when it is given up, so would the first have been.
      bench.await("ann", describe(), "FAILED");
      assertThat(bench.await("ann", video, "UPLOADING", "FAILED"))
          .containsEntry("state", "UPLOADING");
      out.write(new byte[HALF]);

      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII)).endsWith(" 202");
    }
    assertThat(bench.await("ann", video, "READY", "FAILED")).containsEntry("state", "READY");
  }

  @Test
  void anUploadThatWasGivenUpIsToldSo() {
    String video = describe();
    bench.await("ann", video, "FAILED");

    HttpResponse<String> answer =
        bench.send(
            bench
                .request("ann", "/v1/videos/" + video + "/source")
                .header("Content-Type", "video/mp4")
                .PUT(BodyPublishers.ofByteArray(new byte[1_000])));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Bench.json(answer)).containsEntry("code", "upload_expired");
  }

  private static String describe() {
    HttpResponse<String> created =
        bench.send(
            bench
                .request("ann", "/v1/videos")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"title\":\"Late\"}")));
    return (String) Bench.json(created).get("id");
  }

  private static String head(String method, String path, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: video/mp4\r\nAuthorization: Bearer "
        + bench.token("ann")
        + "\r\nContent-Length: "
        + 2 * HALF
        + "\r\n"
        + more
        + "\r\n";
  }
}
