package dev.reelkey.transcoder.ts;

import java.io.IOException;

/** Takes whole transport packets. */
public interface TsOutput {
  void write(byte[] bytes, int offset, int length) throws IOException;
}
