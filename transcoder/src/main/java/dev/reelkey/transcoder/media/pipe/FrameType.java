package dev.reelkey.transcoder.media.pipe;

import java.io.IOException;

/** What a frame means. The ordinal is the wire code: both ends are always of one build. */
public enum FrameType {
  /** To the child: a piece of the request's JSON. */
  REQUEST,
  /** To the child: the request is whole. */
  REQUEST_END,
  /** To the child: source bytes; the channel is the number of the read they answer. */
  BYTES,
  /** To the child: so many bytes of output (the channel) have been taken. */
  CREDIT,
  /** To the parent: wants source bytes; the channel numbers the read. */
  READ,
  /** To the parent: a segment begins on this channel. */
  OPEN,
  /** To the parent: bytes of the segment on this channel. */
  DATA,
  /** To the parent: the facts of the segment on this channel, which ends. */
  FINISH,
  /** To the parent: units done and total. */
  PROGRESS,
  /** To the parent: a piece of the answer's JSON. */
  RESULT,
  /** To the parent: everything is done. */
  DONE,
  /** To the parent: the name of a failure and a detail. */
  FAILED;

  private static final FrameType[] ALL = values();

  static FrameType ofCode(int code) throws IOException {
    if (code < 0 || code >= ALL.length) {
      throw new IOException("unknown frame type");
    }
    return ALL[code];
  }
}
