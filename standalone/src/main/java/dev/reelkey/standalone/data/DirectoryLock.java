package dev.reelkey.standalone.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time run on a data directory; the system frees it when the process dies.
 */
public final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws UserFaultException if another process has it
   */
  public static DirectoryLock take(DataDirectory data) {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new UserFaultException(
            "Another reelkey is running on "
                + data.root()
                + "; stop it first, or choose another directory with --data DIR.");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new UserFaultException(
          "The data directory " + data.root() + " cannot be written; check its owner.", e);
    }
  }

  /** Whether another process has it; where that cannot be told, it counts as taken. */
  static boolean isTakenElsewhere(DataDirectory data) {
    try (FileChannel channel = FileChannel.open(data.lockFile(), StandardOpenOption.WRITE)) {
      return lock(channel) == null;
    } catch (NoSuchFileException nobodyEverDid) {
      return false;
    } catch (IOException cannotBeTold) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }
}
