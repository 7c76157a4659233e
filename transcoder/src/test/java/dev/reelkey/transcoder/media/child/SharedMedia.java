package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Clips that are too large for the repository; tests say so when they are not there. */
final class SharedMedia {
  private SharedMedia() {}

  static List<Path> clips(String folder) throws IOException {
    Path directory = root().resolve("media").resolve(folder);
    assumeThat(directory)
        .as("no clips: set REELKEY_SHARED to the directory that holds media/" + folder)
        .isDirectory();
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
  }

  private static Path root() {
    String named = System.getProperty("REELKEY_SHARED", System.getenv("REELKEY_SHARED"));
    // Tests run in the module's directory, two below the one that holds the repository.
    return named != null ? Path.of(named) : Path.of("..", "..", "shared").toAbsolutePath();
  }
}
