package dev.reelkey.standalone.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the one process keeps everything. Whoever copies it has everything, unless the secrets lie
 * elsewhere.
 *
 * @param secrets by default {@code DIR/secrets}
 */
public record DataDirectory(Path root, Path secrets) {
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

  /** Makes what is missing. */
  public void prepare() {
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

  /** The root of the embedded S3, and nothing else. */
  public Path s3() {
    return s3(root);
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

  private static Path s3(Path root) {
    return root.resolve("s3");
  }
}
