package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * {@code --data} and {@code --secrets}, which most commands take, before a sub-command or after.
 */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "reelkey-data",
      scope = ScopeType.INHERIT,
      description = "Where everything is kept; by default ./${DEFAULT-VALUE}.")
  private Path data = Path.of("reelkey-data");

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the secrets are kept; by default in the data directory.")
  private @Nullable Path secrets;

  DataDirectory directory() {
    return DataDirectory.at(data, Optional.ofNullable(secrets));
  }

  /**
   * The secrets of a directory that has been started before; who runs there knows where they are.
   */
  Secrets secrets(SecureRandom random) {
    DataDirectory directory =
        secrets == null
            ? DataDirectory.at(data, Running.find(directory()).map(Running::secrets))
            : directory();
    if (!Files.isDirectory(directory.secrets())) {
      throw new UserFaultException(
          "There is nothing of Reelkey's in "
              + directory.root()
              + " yet; start it with: reelkey up --data "
              + directory.root());
    }
    return Secrets.open(directory, random);
  }
}
