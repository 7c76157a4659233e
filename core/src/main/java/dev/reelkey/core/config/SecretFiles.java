package dev.reelkey.core.config;

import dev.reelkey.core.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Secrets that a setting names by file, so that none stands in the environment. */
public final class SecretFiles {
  private SecretFiles() {}

  /** The whole content of the file that {@code name} names; a fault where there is none. */
  public static Optional<Secret> required(Settings settings, String name) {
    List<Secret> all = requiredList(settings, name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** One secret for each file of a list with commas; empty, and a fault, where there is none. */
  public static List<Secret> requiredList(Settings settings, String name) {
    Optional<String> files = settings.find(name);
    if (files.isEmpty()) {
      settings.fault(name, "must be set");
      return List.of();
    }
    try {
      return Arrays.stream(files.get().split(",", -1))
          .map(String::strip)
          .map(SecretFiles::read)
          .toList();
    } catch (IllegalArgumentException unreadable) {
      settings.fault(name, "must name files that can be read and are not empty");
      return List.of();
    }
  }

  private static Secret read(String file) {
    try {
      return Secret.copyOf(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
