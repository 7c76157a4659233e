package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  @TempDir private Path directory;
  private Path cache;
  private Path jar;

  @BeforeEach
  void writeJar() throws IOException {
    cache = directory.resolve("cache");
    jar = directory.resolve("natives.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new ZipEntry("org/bytedeco/ffmpeg/linux-x86_64/libavutil.so.60"));
      entries.write(new byte[100_000]);
      entries.closeEntry();
    }
  }

  @Test
  void ofSeveralThatUnpackAtOnceOneDirectoryStays() throws IOException {
    List<CompletableFuture<Path>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(CompletableFuture.supplyAsync(this::unpacked));
    }

    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAtTheNextStart() throws IOException {
    Path left = Files.createDirectories(cache.resolve("unpacking-1"));
    Files.writeString(left.resolve("libavutil.so.60"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
    Path busy = Files.createDirectories(cache.resolve("unpacking-2"));

    Path whole = unpacked();

    assertThat(entries()).containsExactlyInAnyOrder(whole, busy);
    assertThat(unpacked()).isEqualTo(whole);
  }

  private Path unpacked() {
    try {
      return NativeLibraries.unpacked(cache, List.of(jar));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }
}
