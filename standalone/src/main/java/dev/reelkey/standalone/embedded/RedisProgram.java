package dev.reelkey.standalone.embedded;

import dev.reelkey.standalone.data.OwnerOnly;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Finds a redis-server that runs here: the one that is brought along, else the system's own. */
public final class RedisProgram {
  /** How the system finds a program and its libraries. */
  private static final Set<String> TO_BE_FOUND = Set.of("PATH", "LD_LIBRARY_PATH");

  private final Path unpackTo;

  /**
   * Looks for the program.
   *
   * @param unpackTo a directory of the owner's, for the program that is brought along
   */
  public RedisProgram(Path unpackTo) {
    this.unpackTo = unpackTo;
  }

  /**
   * The words that start it.
   *
   * @throws UserFaultException if none runs here
   */
  public String find() {
    return broughtAlong()
        .filter(RedisProgram::runs)
        .or(() -> Optional.of("redis-server").filter(RedisProgram::runs))
        .orElseThrow(
            () ->
                new UserFaultException(
                    "No redis-server runs on this machine; install one,"
                        + " for example: apt-get install redis-server"));
  }

  private Optional<String> broughtAlong() {
    Map<OsArchitecture, String> known = ExecutableProvider.newProvidedVersionsMap();
    String resource = known.get(OsArchitecture.detectOSandArchitecture());
    if (resource == null) {
      return Optional.empty();
    }
    String name = resource.toLowerCase(Locale.ROOT).replaceAll("^.*/", "");
    Path program = unpackTo.resolve(name);
    try (InputStream packed =
        ExecutableProvider.class.getResourceAsStream(
            resource.startsWith("/") ? resource : "/" + resource)) {
      if (packed == null) {
        return Optional.empty();
      }
      if (!Files.isExecutable(program)) {
        unpack(packed, program);
      }
      return Optional.of(program.toString());
    } catch (IOException e) {
      throw new UserFaultException("The program " + program + " cannot be written.", e);
    }
  }

  private void unpack(InputStream packed, Path program) throws IOException {
    OwnerOnly.directory(unpackTo);
    Path unfinished = Files.createTempFile(unpackTo, "redis", ".part");
    Files.copy(packed, unfinished, StandardCopyOption.REPLACE_EXISTING);
    if (!unfinished.toFile().setExecutable(true, true)) {
      throw new IOException("the file system takes no programs");
    }
    Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A library that it needs may be missing: asking for its version finds out. */
  private static boolean runs(String program) {
    return succeeds(List.of(program, "--version"));
  }

  /** Nobody hears it, and it hears nothing of ours: our environment holds passwords and tokens. */
  static ProcessBuilder silent(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(TO_BE_FOUND);
    return builder;
  }

  static boolean succeeds(List<String> command) {
    try {
      Process process = silent(command).start();
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
