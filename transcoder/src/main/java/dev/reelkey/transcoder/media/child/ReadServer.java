package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.pipe.Frame;
import dev.reelkey.transcoder.media.pipe.FrameType;
import dev.reelkey.transcoder.media.pipe.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Answers the child's reads with bytes of the source and of nothing else. */
final class ReadServer {
  private static final int LONGEST_READ = 1 << 20;

  private final ByteSource source;
  private final FrameWriter toChild;
  private final byte[] buffer = new byte[Frame.MAX_PAYLOAD];

  ReadServer(ByteSource source, FrameWriter toChild) {
    this.source = source;
    this.toChild = toChild;
  }

  /** Sends exactly the bytes asked for; false when the child no longer listens. */
  boolean serve(Frame read) {
    if (read.payload().remaining() != 12) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "a read without a range");
    }
    ByteBuffer range = read.payload().duplicate();
    long position = range.getLong();
    int length = range.getInt();
    if (position < 0 || length <= 0 || length > LONGEST_READ || position > source.size() - length) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "a read beyond the source");
    }
    for (int sent = 0; sent < length; ) {
      int piece = fetch(position + sent, Math.min(buffer.length, length - sent));
      try {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, piece);
        toChild.write(new Frame(FrameType.BYTES, read.channel(), bytes));
      } catch (IOException e) {
        return false;
      }
      sent += piece;
    }
    return true;
  }

  private int fetch(long position, int length) {
    try {
      int read = source.read(position, buffer, 0, length);
      if (read <= 0) {
        throw new MediaFailureException(
            MediaFailure.SOURCE_UNREADABLE, "the source is shorter than it says");
      }
      return read;
    } catch (IOException e) {
      throw new MediaFailureException(MediaFailure.SOURCE_UNREADABLE, "reading the source", e);
    } catch (MediaFailureException e) {
      throw e;
    } catch (RuntimeException e) {
      // The worker's storage speaks in its own unchecked exceptions: same meaning here.
      throw new MediaFailureException(MediaFailure.SOURCE_UNREADABLE, "reading the source", e);
    }
  }
}
