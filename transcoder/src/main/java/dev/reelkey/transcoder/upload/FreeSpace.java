package dev.reelkey.transcoder.upload;

/** How much the store can still take. */
public interface FreeSpace {
  /** Bytes; {@link Long#MAX_VALUE} where the store has no end of its own. */
  long availableBytes();
}
