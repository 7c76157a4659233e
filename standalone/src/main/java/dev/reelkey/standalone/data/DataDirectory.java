package dev.reelkey.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the one process keeps everything. Whoever copies it has everything, unless the secrets lie
 * elsewhere.
 *
 * @param secrets by default {@code DIR/secrets}
 */
public record DataDirectory(Path root, Path secrets) {
  /** The name of the one bucket. */
  public static final String BUCKET = "reelkey";

  /** Less does not hold what a start writes: secrets, a Redis program, its append-only file. */
  private static final long LEAST_ROOM = 8L << 20;

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
    secrets = secrets.toAbsolutePath().normalize();
    // S3Proxy serves every directory below its root as a bucket.
    if (secrets.startsWith(s3(root))) {
      throw new UserFaultException("The secrets cannot lie inside the S3 directory " + s3(root));
    }
  }

  public static DataDirectory at(Path root, Optional<Path> secrets) {
    return new DataDirectory(root, secrets.orElse(root.resolve("secrets")));
  }

  /** Makes what is missing, unless a start would fail or do harm. */
  public void prepare() {
    requireRoom(root, "--data DIR");
    requireRoom(secrets, "--secrets DIR");
    requireKeystoreOfKeys();
    try {
      OwnerOnly.directory(root);
      OwnerOnly.directory(s3());
      OwnerOnly.directory(redis());
      OwnerOnly.directory(secrets);
    } catch (IOException e) {
      throw new UserFaultException(
          "The data directory " + root + " cannot be made; choose another with --data DIR.", e);
    }
  }

  /** Where the key-encryption key lies. */
  Path keystore() {
    return secrets.resolve("kek.bcfks");
  }

  /** The root of the embedded S3, and nothing else. */
  public Path s3() {
    return s3(root);
  }

  /** The one bucket, as a directory of the embedded S3. */
  public Path bucket() {
    return s3().resolve(BUCKET);
  }

  public Path redis() {
    return root.resolve("redis");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  Path runningFile() {
    return root.resolve("running.json");
  }

  /** What is free where the directory is, or will be. */
  public static long usableBytes(Path directory) throws IOException {
    return Files.getFileStore(existing(directory)).getUsableSpace();
  }

  /** The directory, or the nearest above it that is there. */
  public static Path existing(Path directory) {
    return Stream.iterate(directory, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .orElse(directory);
  }

  /** A start would fail somewhere in its middle. */
  private static void requireRoom(Path directory, String option) {
    try {
      long free = usableBytes(directory);
      if (free < LEAST_ROOM) {
        throw new UserFaultException(
            "There is no space left on "
                + existing(directory)
                + " ("
                + (free >> 10)
                + " KiB free); make room or choose another by "
                + option
                + ".");
      }
    } catch (IOException e) {
      throw new UserFaultException("The file system of " + directory + " does not answer.", e);
    }
  }

  /**
   * Keys without the keystore that wrapped them: a start would make another one, with which none of
   * them opens.
   */
  private void requireKeystoreOfKeys() {
    if (!Files.exists(keystore()) && holdsKeys()) {
      throw new UserFaultException(
          "The keys in "
              + root
              + " need the keystore that wrapped them, and there is no "
              + keystore()
              + "; name the directory of the secrets by --secrets DIR, or restore it from a"
              + " backup.");
    }
  }

  // Directories alone are what deleted objects leave behind.
  private boolean holdsKeys() {
    Path keys = bucket().resolve("keys");
    if (!Files.isDirectory(keys)) {
      return false;
    }
    try (Stream<Path> tree = Files.walk(keys)) {
      return tree.anyMatch(Files::isRegularFile);
    } catch (IOException | UncheckedIOException e) {
      throw new UserFaultException("The keys in " + keys + " cannot be read; check its owner.", e);
    }
  }

  private static Path s3(Path root) {
    return root.resolve("s3");
  }
}
