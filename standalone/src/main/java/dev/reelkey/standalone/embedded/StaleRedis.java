package dev.reelkey.standalone.embedded;

import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a Redis that outlived a killed parent: two on one append-only file would ruin it. Only a
 * process that was started with our own configuration file is touched.
 */
final class StaleRedis {
  private static final long GRACE_SECONDS = 5;

  private StaleRedis() {}

  static void end(RedisSettings settings) {
    Optional<ProcessHandle> stale = find(settings);
    stale.ifPresent(StaleRedis::end);
    try {
      Files.deleteIfExists(settings.pidFile());
    } catch (IOException e) {
      throw new UserFaultException("The file " + settings.pidFile() + " cannot be removed.", e);
    }
  }

  private static Optional<ProcessHandle> find(RedisSettings settings) {
    try {
      long pid = Long.parseLong(Files.readString(settings.pidFile()).strip());
      return ProcessHandle.of(pid).filter(process -> isOurs(process, settings.file()));
    } catch (IOException | NumberFormatException noNote) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(ProcessHandle process, Path file) {
    return process.info().commandLine().filter(line -> line.contains(file.toString())).isPresent();
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
