package dev.reelkey.playback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test class the same running playback API, since its stores take a second to start.
 * Tests keep apart by videos and viewers of their own; whoever stops a store starts it again.
 */
public final class SharedPlayback implements ParameterResolver {
  /** What allowed origin and floor the shared one has. */
  public static final String ORIGIN = "https://app.example.org";

  private record Running(RunningPlayback playback, Path directory) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      playback.close();
      try (var files = Files.walk(directory)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningPlayback.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedPlayback.class))
        .computeIfAbsent("running", key -> start(), Running.class)
        .playback();
  }

  private static Running start() {
    try {
      Path directory = Files.createTempDirectory("playback-test");
      Map<String, String> settings =
          Map.of("PLAYBACK_TIER_FLOOR", "native", "PLAYBACK_CORS_ORIGINS", ORIGIN);
      return new Running(RunningPlayback.start(directory, settings), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
