package dev.reelkey.standalone.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that nobody but their owner can open: 0600 and 0700. */
public final class OwnerOnly {
  private static final String DIRECTORY = "rwx------";
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  /** Makes the directory and what is missing above it; one that exists keeps its permissions. */
  public static Path directory(Path directory) throws IOException {
    if (isPosix(directory)) {
      Files.createDirectories(directory, permissions(DIRECTORY));
    } else {
      Files.createDirectories(directory);
    }
    return directory;
  }

  /** Writes the file so that readers see the old content or the new, and never with open doors. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, StandardOpenOption.WRITE);
  }

  /** As {@link #write}, and on the disk when it returns: a power cut leaves no empty file. */
  public static void keep(Path file, byte[] content) throws IOException {
    write(file, content, StandardOpenOption.SYNC);
    if (isPosix(file)) {
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Whether group or others may do anything with the file or directory. */
  public static boolean isOpenToOthers(Path path) throws IOException {
    if (!isPosix(path)) {
      return false;
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString(DIRECTORY);
    return !owner.containsAll(Files.getPosixFilePermissions(path));
  }

  private static void write(Path file, byte[] content, OpenOption how) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    if (isPosix(file)) {
      Files.createFile(unfinished, permissions(FILE));
    } else {
      Files.createFile(unfinished);
    }
    Files.write(unfinished, content, StandardOpenOption.WRITE, how);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
