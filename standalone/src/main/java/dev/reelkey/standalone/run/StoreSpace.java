package dev.reelkey.standalone.run;

import dev.reelkey.transcoder.upload.FreeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is left on the file system of the embedded S3. */
record StoreSpace(Path directory) implements FreeSpace {
  @Override
  public long availableBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("the file system of the store does not answer", e);
    }
  }
}
