package dev.reelkey.transcoder.upload;

import dev.reelkey.core.s3.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room on the disk under an embedded store. */
public final class DirectoryFreeSpace implements FreeSpace {
  private final Path directory;

  public DirectoryFreeSpace(Path directory) {
    this.directory = directory;
  }

  @Override
  public long availableBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new StorageUnavailableException("asking for free space", e);
    }
  }
}
