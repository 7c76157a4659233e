package dev.reelkey.tests.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are no video: refused at once where that is possible, else with the probe's word. */
@ExtendWith(AttackedReelkey.Resolver.class)
class UploadRefusalsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final AttackedReelkey reelkey;
  @TempDir private Path directory;

  UploadRefusalsTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
  }

  @Test
  void aTextNamedAsVideoFailsAsNoVideo() throws IOException {
    Path text = directory.resolve("holiday.mp4");
    Files.writeString(text, "Dear diary, today we went to the sea.\n".repeat(400), UTF_8);

    assertFails(text, "not_a_video");
  }

  @Test
  void aFileThatEndsInTheMiddleFailsAsTruncated() throws IOException {
    byte[] whole = Files.readAllBytes(reelkey.clip());
    Path half = directory.resolve("half.mp4");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    assertFails(half, "truncated");
  }

  @Test
  void anEmptyBodyIsRefused() {
    Refused.with(
        ApiClient.send(
            reelkey
                .owner()
                .request("/v1/videos?title=nothing")
                .header("Content-Type", "video/mp4")
                .POST(BodyPublishers.noBody())),
        400,
        "body_empty");
  }

  @Test
  void anEmptyBodyInChunksIsRefused() throws IOException {
    try (RawHttp connection = upload("Transfer-Encoding: chunked")) {
      Refused.with(connection.send("0\r\n\r\n").answer(), 400, "body_empty");
    }
  }

  @Test
  @DisplayName("WEB-7: a body that announces too much is refused before it is read")
  void aBodyThatAnnouncesTooMuchIsRefused() throws IOException {
    try (RawHttp connection = upload("Content-Length: " + (AttackedReelkey.UPLOAD_LIMIT + 1))) {
      Refused.with(connection.send(new byte[4096]).answer(), 413, "upload_too_large");
    }
  }

  @Test
  @DisplayName("WEB-7: a body that announces nothing is cut where it becomes too large")
  void aBodyThatAnnouncesNothingIsCut() throws IOException {
    byte[] piece = new byte[64 * 1024];
    try (RawHttp connection = upload("Transfer-Encoding: chunked")) {
      for (int sent = 0; sent <= AttackedReelkey.UPLOAD_LIMIT; sent += piece.length) {
        connection.send(Integer.toHexString(piece.length) + "\r\n").send(piece).send("\r\n");
      }
      Refused.with(connection.answer(), 413, "upload_too_large");
    }
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    Refused.with(
        ApiClient.send(
            reelkey
                .owner()
                .request("/v1/videos")
                .header("Content-Type", "text/html")
                .POST(BodyPublishers.ofString("<p>no</p>"))),
        415,
        "media_type_unsupported");
  }

  @Test
  @DisplayName("WEB-4: a description that is too large, too deep or not JSON is refused")
  void aDescriptionThatIsNoneIsRefused() {
    Refused.with(
        reelkey.owner().call("POST", "/v1/videos", "\"" + "a".repeat(70_000) + "\""),
        413,
        "body_too_large");
    for (String body :
        new String[] {
          "{",
          "[]",
          "{\"title\":\"a\",\"title\":\"b\"}",
          "{\"titel\":\"a\"}",
          "{\"title\":NaN}",
          "{\"title\":" + "[".repeat(10_000),
          "\uFEFF{\"title\":1}"
        }) {
      Refused.with(reelkey.owner().call("POST", "/v1/videos", body), 400, "body_malformed");
    }
  }

  @Test
  void aSecondFileForOneVideoIsRefused() {
    Refused.with(
        ApiClient.send(
            reelkey
                .owner()
                .request("/v1/videos/" + reelkey.video() + "/source")
                .header("Content-Type", "video/mp4")
                .PUT(BodyPublishers.ofString("another"))),
        409,
        "source_exists");
  }

  @Test
  void aSenderThatGoesAwayLeavesNothingBehind() throws IOException {
    JsonNode described = reelkey.owner().json("POST", "/v1/videos", "{\"title\":\"half\"}");
    String id = described.get("id").asText();
    try (RawHttp connection = new RawHttp(reelkey.process().url())) {
      connection.send(
          "PUT /v1/videos/" + id + "/source HTTP/1.1\r\n" + headers("Content-Length: 12000000"));
      // More than one part of 8 MiB.
      connection.send(new byte[9_000_000]);
      Waiting.until("a stored part", LIMIT, () -> !sourceParts(id).isEmpty());
      connection.endSending();
    }
    Waiting.until("the stored part to go", LIMIT, () -> sourceParts(id).isEmpty());
    JsonNode after = reelkey.owner().json("GET", "/v1/videos/" + id, "");
    assertThat(after.get("state").asText()).isEqualTo("UPLOADING");
    String whole = "/v1/videos/" + id + "/source";
    assertThat(ApiClient.send(put(whole)).statusCode()).isEqualTo(202);
  }

  private List<Path> sourceParts(String id) {
    Path sources = reelkey.process().data().resolve("s3/reelkey/videos/" + id + "/source");
    try (Stream<Path> tree = Files.walk(sources)) {
      return tree.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException notThere) {
      return List.of();
    }
  }

  private java.net.http.HttpRequest.Builder put(String path) throws IOException {
    return reelkey
        .owner()
        .request(path)
        .header("Content-Type", "video/mp4")
        .PUT(BodyPublishers.ofFile(reelkey.clip()));
  }

  private void assertFails(Path file, String code) {
    JsonNode end = reelkey.owner().awaitEnd(reelkey.owner().upload(file), LIMIT);

    assertThat(end.path("state").asText()).isEqualTo("FAILED");
    assertThat(end.path("error").path("code").asText()).isEqualTo(code);
    assertThat(end.path("error").path("detail").asText()).contains("Please");
  }

  private RawHttp upload(String framing) throws IOException {
    return new RawHttp(reelkey.process().url())
        .send("POST /v1/videos?title=raw HTTP/1.1\r\n" + headers(framing));
  }

  private String headers(String framing) {
    String token = reelkey.forge().access(AttackedReelkey.OWNER, AttackedReelkey.EVERYTHING);
    return "Host: reelkey\r\nAuthorization: Bearer "
        + token
        + "\r\nContent-Type: video/mp4\r\n"
        + framing
        + "\r\n\r\n";
  }
}
