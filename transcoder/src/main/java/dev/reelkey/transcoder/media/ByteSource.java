package dev.reelkey.transcoder.media;

import java.io.IOException;

/** The clear source, readable at any position; called from one thread at a time. */
public interface ByteSource {
  long size();

  /** Blocks until at least one byte is there; returns how many were read, or -1 at the end. */
  int read(long position, byte[] into, int offset, int length) throws IOException;
}
