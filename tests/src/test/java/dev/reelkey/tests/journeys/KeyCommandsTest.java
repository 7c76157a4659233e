package dev.reelkey.tests.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.CommandResult;
import dev.reelkey.tests.system.RetiredKey;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.StoredVideo;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The key administrator at work while people watch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyCommandsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path directory;
  private List<RunningReelkey> running = List.of();
  private List<ApiClient> owners = List.of();

  @BeforeAll
  void start() throws IOException {
    RunningReelkey reelkey = RunningReelkey.start(directory.resolve("data"), Map.of());
    running = List.of(reelkey);
    owners = List.of(reelkey.owner());
    SampleMedia.write(SampleClip.SHORT, clip());
  }

  @AfterAll
  void stop() {
    running.forEach(RunningReelkey::close);
  }

  @Test
  @DisplayName("rotate-kek wraps every keyring anew while a session plays on; a dry run does not")
  void rotateKekWhilePlaying() throws Exception {
    String video = owner().uploadReady(clip(), LIMIT);
    JsonNode before = show(video);
    try (FastViewer viewer = FastViewer.start(owner(), session(video, "kek-viewer"))) {
      assertThat(json("rotate-kek", "--dry-run").path("finished").asBoolean()).isTrue();
      assertThat(show(video)).isEqualTo(before);

      assertThat(json("rotate-kek").path("rewrapped").asInt()).isPositive();

      JsonNode after = show(video);
      assertThat(keyring(after, 0).path("kek_version").asInt())
          .isGreaterThan(keyring(before, 0).path("kek_version").asInt());
      assertThat(keyring(after, 0).path("generation"))
          .isEqualTo(keyring(before, 0).path("generation"));
      playsOn(viewer);
      assertThat(json("rotate-kek", "--resume").path("rewrapped").asInt()).isZero();
    }
  }

  @Test
  @DisplayName("KEY-3: rotate-kek names a keyring that does not open and fails; resumed, it ends")
  void rotateKekNamesAKeyringThatDoesNotOpen() throws Exception {
    String video = owner().uploadReady(clip(), LIMIT);
    Path ring = newestKeyring(video);
    byte[] whole = Files.readAllBytes(ring);
    try {
      Files.write(ring, withOneCharacterOfItsMessageChanged(whole));

      CommandResult broken = keys("rotate-kek");

      assertThat(broken.exit()).isEqualTo(1);
      assertThat(broken.out()).contains(video).contains("does not open").contains("1 failed");
    } finally {
      Files.write(ring, whole);
    }
    assertThat(json("rotate-kek", "--resume").path("rewrapped").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("rotate makes a new generation; the old session plays on, new ones cannot use it")
  void rotateWhilePlaying() throws Exception {
    String video = owner().uploadReady(clip(), LIMIT);
    JsonNode before = show(video);
    try (FastViewer viewer = FastViewer.start(owner(), session(video, "early"))) {
      assertThat(json("rotate", video, "--dry-run").path("segments").asInt()).isPositive();
      assertThat(show(video)).isEqualTo(before);

      command("rotate", video);

      assertThat(generation(video)).isNotEqualTo(keyring(before, 0).path("generation").asText());
      playsOn(viewer);
      JsonNode late = session(video, "late");
      StoredVideo renewed = StoredVideo.of(owner(), late);
      assertThat(renewed.multivariant()).contains(generation(video));
      new RetiredKey(viewer.listed().get(0).keyUrl()).isRefusedTo(late, renewed);
      assertThat(json("verify", video).path("failed").asInt()).isZero();
      try (FastViewer second = FastViewer.start(owner(), late)) {
        playsOn(second);
      }
    }
  }

  @Test
  @DisplayName("EDG-7: verify names the stored segment in which a bit was flipped")
  void verifyNamesAFlippedBit() throws Exception {
    String video = owner().uploadReady(clip(), LIMIT);
    assertThat(json("verify", video, "--dry-run").path("segments").asInt()).isPositive();
    assertThat(json("verify", video).path("failed").asInt()).isZero();

    Path segment = segments(video).get(0);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);

    CommandResult found = keys("verify", video);
    assertThat(found.exit()).isEqualTo(1);
    assertThat(found.out()).contains(segment.getFileName() + ": changed").contains("1 failed");
  }

  @Test
  @DisplayName("shred takes the keys from everybody within 2 s; a dry run takes none")
  void shredTakesTheKeysFromEverybody() throws Exception {
    String video = owner().uploadReady(clip(), LIMIT);
    JsonNode session = session(video, "last-viewer");
    String token = session.get("playback_token").asText();
    List<StoredVideo.Listed> listed;
    try (FastViewer viewer = FastViewer.start(owner(), session)) {
      listed = viewer.listed();
      json("shred", video, "--dry-run");
      playsOn(viewer);
    }

    assertThat(json("shred", video, "--yes").path("finished").asBoolean()).isTrue();

    String key = listed.get(0).keyUrl();
    Waiting.until(
        "the end of the keys", Duration.ofSeconds(2), () -> get(key, token).statusCode() == 410);
    assertThat(ApiClient.parse(get(key, token)).path("code").asText()).isEqualTo("generation_gone");
    for (JsonNode ring : json("list").path("keyrings")) {
      if (ring.path("video").asText().equals(video)) {
        assertThat(ring.path("state").asText()).isEqualTo("shredded");
      }
    }
  }

  private static void playsOn(FastViewer viewer) {
    int now = viewer.segments();
    Waiting.until("two more segments", LIMIT, () -> viewer.segments() >= now + 2);
    assertThat(viewer.failures()).isEmpty();
  }

  private JsonNode session(String video, String viewer) {
    return owner().openSession(video, viewer);
  }

  private static HttpResponse<byte[]> get(String url, String token) {
    return ApiClient.send(
        HttpRequest.newBuilder(java.net.URI.create(url))
            .header("Authorization", "Bearer " + token));
  }

  private JsonNode show(String video) throws IOException {
    return json("show", video);
  }

  private String generation(String video) throws IOException {
    return keyring(show(video), 0).path("generation").asText();
  }

  private static JsonNode keyring(JsonNode shown, int number) {
    return shown.path("keyrings").path(number);
  }

  /** The last line that a {@code keys} command prints with {@code --json}. */
  private JsonNode json(String... words) throws IOException {
    List<String> lines =
        command(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new))
            .out()
            .lines()
            .toList();
    return JSON.readTree(lines.get(lines.size() - 1));
  }

  private CommandResult command(String... words) {
    CommandResult result = keys(words);
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  private CommandResult keys(String... words) {
    String[] all = Stream.concat(Stream.of("keys"), Stream.of(words)).toArray(String[]::new);
    return running.get(0).cli(all);
  }

  private List<Path> segments(String video) throws IOException {
    try (Stream<Path> tree = Files.walk(running.get(0).data())) {
      return tree.filter(file -> file.toString().contains("/media/" + video + "/"))
          .filter(file -> file.toString().endsWith(".ts"))
          .sorted()
          .toList();
    }
  }

  /** Revisions sort downwards, so the newest comes first. */
  private Path newestKeyring(String video) throws IOException {
    String generation = "/keys/" + video + "/" + generation(video) + "/";
    try (Stream<Path> tree = Files.walk(running.get(0).data().resolve("s3"))) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(generation))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static byte[] withOneCharacterOfItsMessageChanged(byte[] ring) {
    String text = new String(ring, StandardCharsets.UTF_8);
    String message = text.replaceAll("(?s).*\"message\":\"([^\"]+)\".*", "$1");
    int at = text.indexOf(message) + message.length() / 2;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return (text.substring(0, at) + other + text.substring(at + 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  private ApiClient owner() {
    return owners.get(0);
  }

  private static Path clip() {
    return directory.resolve("clip.mp4");
  }
}
