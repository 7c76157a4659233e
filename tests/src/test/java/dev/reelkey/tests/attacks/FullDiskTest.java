package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.TokenForge;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, real where this machine lets us mount one. */
class FullDiskTest {
  private static final int DISK = 64 << 20;
  private static final int FLOOR = 16 << 20;

  @TempDir private Path directory;
  private Path clip;

  @BeforeEach
  void writeClip() throws IOException {
    clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk().toString());
  }

  @Test
  @DisplayName("DUR-7: a full disk refuses uploads, keeps the process alive and takes them again")
  void aFullDiskRefusesUploadsAndTakesThemAgain() throws Exception {
    Files.createDirectory(disk());
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk().toString()) == 0,
        "a small disk can be mounted by root only");
    try (RunningReelkey reelkey = start()) {
      ApiClient owner = owner(reelkey);
      try (RawHttp announced = upload(reelkey, "Content-Length: " + DISK)) {
        Refused.with(announced.answer(), 507, "storage_full");
      }
      try (RawHttp unannounced = upload(reelkey, "Transfer-Encoding: chunked")) {
        Refused.with(sendDisk(unannounced), 507, "storage_full");
      }
      Waiting.until("the refused parts to go", Duration.ofSeconds(10), () -> sourceParts() == 0);

      Path filler = disk().resolve("somebody-elses-file");
      fill(filler);
      try (RawHttp small = upload(reelkey, "Content-Length: 1000")) {
        Refused.with(small.answer(), 507, "storage_full");
      }
      assertThat(owner.call("GET", "/v1/videos", "").statusCode()).isEqualTo(200);

      Files.delete(filler);
      owner.uploadReady(clip, Duration.ofMinutes(3));
    }
  }

  @Test
  void theOperatorsFloorIsKeptFree() {
    try (RunningReelkey reelkey =
        RunningReelkey.start(
            directory.resolve("data"),
            Map.of("TRANSCODER_FREE_SPACE_FLOOR", Long.toString(1L << 50)))) {
      Refused.with(
          ApiClient.send(
              owner(reelkey)
                  .request("/v1/videos?title=any")
                  .header("Content-Type", "video/mp4")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString("small"))),
          507,
          "storage_full");
    }
  }

  private Path disk() {
    return directory.resolve("disk");
  }

  private RunningReelkey start() {
    return RunningReelkey.start(
        disk().resolve("data"),
        Map.of(
            "TRANSCODER_FREE_SPACE_FLOOR",
            Integer.toString(FLOOR),
            // FFmpeg's libraries alone would fill the disk.
            "REELKEY_NATIVES",
            directory.resolve("natives").toString()));
  }

  private static ApiClient owner(RunningReelkey reelkey) {
    return new ApiClient(reelkey.url(), token(reelkey));
  }

  private static String token(RunningReelkey reelkey) {
    return new TokenForge(reelkey.data()).access(AttackedReelkey.OWNER, AttackedReelkey.EVERYTHING);
  }

  private static RawHttp upload(RunningReelkey reelkey, String framing) throws IOException {
    return new RawHttp(reelkey.url())
        .send(
            "POST /v1/videos?title=large HTTP/1.1\r\nHost: reelkey\r\nAuthorization: Bearer "
                + token(reelkey)
                + "\r\nContent-Type: video/mp4\r\n"
                + framing
                + "\r\n\r\n");
  }

  /** As many bytes as the whole disk has; the answer may come before the last of them. */
  private static Answer sendDisk(RawHttp connection) throws IOException {
    byte[] piece = new byte[1 << 20];
    try {
      for (int sent = 0; sent < DISK; sent += piece.length) {
        connection.send("100000\r\n").send(piece).send("\r\n");
      }
    } catch (IOException cut) {
      // What was answered before the cut is what counts.
    }
    return connection.answer();
  }

  private static void fill(Path file) throws IOException {
    byte[] piece = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      assertThat(Files.getFileStore(file).getUsableSpace()).isLessThan(piece.length);
    }
  }

  private long sourceParts() {
    try (Stream<Path> tree = Files.walk(disk().resolve("data/s3"))) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*/videos/[^/]+/source/.*"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException goneMeanwhile) {
      return -1;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
