package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.hls.Conformance;
import dev.reelkey.tests.hls.PresentationDownload;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.Waiting;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to break a reader: a clear refusal or a correct package, and nothing else.
 */
@ExtendWith(AttackedReelkey.Resolver.class)
class HostileFilesTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int FLIPS = 40;
  private static final Set<String> CODES =
      Stream.concat(
              Arrays.stream(ProbeRefusal.values()).map(ProbeRefusal::code),
              Arrays.stream(MediaFailure.values()).map(MediaFailure::code))
          .collect(Collectors.toUnmodifiableSet());

  private final AttackedReelkey reelkey;
  @TempDir private Path directory;

  HostileFilesTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
  }

  @Test
  @DisplayName("MED-1: each hostile file ends in a known refusal or a conformant package")
  void eachFileEndsInAKnownRefusalOrAConformantPackage() throws IOException {
    ApiClient owner = reelkey.owner();
    Map<Path, String> videos = new LinkedHashMap<>();
    for (Path file : files()) {
      videos.put(file, owner.upload(file));
    }

    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<Path, String> each : videos.entrySet()) {
      JsonNode end = owner.awaitEnd(each.getValue(), LIMIT);
      String name = each.getKey().getFileName() + " " + end;
      if (end.path("state").asText().equals("READY")) {
        all.assertThat(broken(each.getValue())).as(name).isEmpty();
      } else {
        all.assertThat(CODES).as(name).contains(end.path("error").path("code").asText());
        all.assertThat(end.path("error").path("detail").asText()).as(name).contains("Please");
      }
    }
    all.assertAll();
    nothingIsLeft();
  }

  private void nothingIsLeft() throws IOException {
    Waiting.until(
        "the media processes to end",
        Duration.ofSeconds(10),
        () -> children().stream().allMatch(line -> line.contains("redis-server")));
    assertThat(Files.list(reelkey.temporary())).isEmpty();
    assertThat(reelkey.open("viewer-afterwards").key().statusCode()).isEqualTo(200);
    assertThat(reelkey.process().log()).doesNotContain("ERROR");
  }

  private List<Object> broken(String video) {
    JsonNode session = reelkey.owner().openSession(video, "viewer-of-" + video);
    return List.copyOf(
        Conformance.broken(
            new PresentationDownload(
                    URI.create(session.get("manifest_url").asText()),
                    "Bearer " + session.get("playback_token").asText())
                .fetch()));
  }

  private List<String> children() {
    return ProcessHandle.of(reelkey.process().pid())
        .orElseThrow()
        .descendants()
        .map(child -> child.info().commandLine().orElse(""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Files of others, where they are there, and the clip with random bytes of its own changed. */
  private List<Path> files() throws IOException {
    List<Path> files = new java.util.ArrayList<>(collected());
    byte[] whole = Files.readAllBytes(reelkey.clip());
    for (int seed = 1; seed <= 4; seed++) {
      files.add(flipped(whole, seed));
    }
    for (double part : new double[] {0.0005, 0.97}) {
      Path cut = directory.resolve("cut-" + part + ".mp4");
      files.add(Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * part))));
    }
    return files;
  }

  /** Odd seeds hurt the index, which stands at either end of the file; even ones everything. */
  private Path flipped(byte[] whole, int seed) throws IOException {
    Random random = new Random(seed);
    byte[] hurt = whole.clone();
    for (int flip = 0; flip < FLIPS; flip++) {
      int at = random.nextInt(seed % 2 == 0 ? hurt.length : 4096);
      hurt[seed % 4 == 1 ? hurt.length - 1 - at : at] ^= (byte) (1 << random.nextInt(8));
    }
    return Files.write(directory.resolve("flipped-" + seed + ".mp4"), hurt);
  }

  private static List<Path> collected() throws IOException {
    Path media =
        Optional.ofNullable(System.getenv("REELKEY_TEST_MEDIA"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("basedir", "."), "../../shared/media"))
            .resolve("hostile");
    if (!Files.isDirectory(media)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(media)) {
      return files.sorted().toList();
    }
  }
}
