package dev.reelkey.keyserver.kek;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The published vectors of C2SP/wycheproof, where they lie on this machine. */
final class Wycheproof {
  private Wycheproof() {}

  /** Hands each vector with its group to {@code each}; skips the test where there are none. */
  static int each(String file, BiConsumer<JsonNode, JsonNode> each) {
    Optional<Path> vectors = find(file);
    assumeTrue(vectors.isPresent(), "no wycheproof vectors: set REELKEY_SHARED to their folder");
    int count = 0;
    for (JsonNode group : read(vectors.get()).path("testGroups")) {
      for (JsonNode vector : group.path("tests")) {
        each.accept(group, vector);
        count++;
      }
    }
    return count;
  }

  static byte[] bytes(JsonNode vector, String name) {
    return HexFormat.of().parseHex(vector.path(name).asText());
  }

  static boolean isValid(JsonNode vector) {
    return vector.path("result").asText().equals("valid");
  }

  /** REELKEY_SHARED, or the folder {@code shared} beside the repository. */
  private static Optional<Path> find(String file) {
    String named = System.getenv("REELKEY_SHARED");
    Path folder = named == null ? Path.of("../../shared") : Path.of(named);
    Path vectors = folder.resolve("wycheproof").resolve(file + ".json");
    return Files.isRegularFile(vectors) ? Optional.of(vectors) : Optional.empty();
  }

  private static JsonNode read(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
