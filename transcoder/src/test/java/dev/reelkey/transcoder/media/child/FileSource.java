package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.media.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file as a source. */
final class FileSource implements ByteSource {
  private final FileChannel file;

  FileSource(Path path) {
    try {
      this.file = FileChannel.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long size() {
    try {
      return file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read(long position, byte[] into, int offset, int length) throws IOException {
    return file.read(ByteBuffer.wrap(into, offset, length), position);
  }
}
