package dev.reelkey.standalone.data;

import dev.reelkey.core.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the commands find the process that runs on a data directory.
 *
 * @param apiUrl the public API as this machine reaches it, past whatever stands in front
 * @param secrets where its secrets are, which need not be in the data directory
 * @param development whether it takes tokens of the development issuer
 */
public record Running(
    long pid, URI publicUrl, URI apiUrl, URI managementUrl, Path secrets, boolean development) {
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
      return ProcessHandle.of(noted.pid()).filter(ProcessHandle::isAlive).map(alive -> noted);
    } catch (IOException | UncheckedIOException missing) {
      return Optional.empty();
    }
  }

  public static void forget(DataDirectory data) {
    try {
      Files.deleteIfExists(data.runningFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
