package dev.reelkey.standalone.data;

import dev.reelkey.core.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the commands find the process that runs on a data directory.
 *
 * @param apiUrl the public API as this machine reaches it, past whatever stands in front
 * @param certificates of its public listener, one of which it shows; none without TLS
 * @param secrets where its secrets are, which need not be in the data directory
 * @param development whether it takes tokens of the development issuer
 */
public record Running(
    long pid,
    URI publicUrl,
    URI apiUrl,
    Set<CertificatePin> certificates,
    URI managementUrl,
    Path secrets,
    boolean development) {
  public Running {
    certificates = Set.copyOf(certificates);
  }

  /** Leaves the note, for the owner only. */
  public void note(DataDirectory data) {
    try {
      OwnerOnly.write(data.runningFile(), Json.bytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that runs there now; a note of a dead one counts as none. */
  public static Optional<Running> find(DataDirectory data) {
    try {
      Running noted = Json.parse(Files.readAllBytes(data.runningFile()), Running.class);
      return isAlive(noted.pid(), data) ? Optional.of(noted) : Optional.empty();
    } catch (IOException | UncheckedIOException missing) {
      return Optional.empty();
    }
  }

  /** A killed process's id may be another's by now, so the lock is asked too. */
  private static boolean isAlive(long pid, DataDirectory data) {
    // Not by the one that holds it: closing any channel of a file frees all locks of a process.
    return pid == ProcessHandle.current().pid()
        || (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
            && DirectoryLock.isTakenElsewhere(data));
  }

  public static void forget(DataDirectory data) {
    try {
      Files.deleteIfExists(data.runningFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
