package dev.reelkey.tests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a command printed and how it ended. */
public record CommandResult(int exit, String out, String err) {
  private static final long LIMIT_MINUTES = 10;
  // Where a developer works against a real system, a test must not.
  private static final Set<String> AIMS =
      Set.of("REELKEY_URL", "REELKEY_MANAGEMENT_URL", "REELKEY_TOKEN");

  /** A process that knows of no other system than the one of its own data directory. */
  static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(AIMS);
    builder.environment().putAll(environment);
    return builder;
  }

  static CommandResult of(List<String> command, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("reelkey-out", ".txt");
      Path err = Files.createTempFile("reelkey-err", ".txt");
      try {
        ProcessBuilder builder = builder(command, environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError("the command did not end: " + command.get(command.size() - 1));
        }
        return new CommandResult(
            process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
