package dev.reelkey.core.video;

/** Where a video stands. */
public enum VideoState {
  /** Its source is on the way. */
  UPLOADING,
  /** Its source is whole and sealed; work waits. */
  QUEUED,
  PROCESSING,
  READY,
  FAILED,
  /** The tombstone; it stays for ever, and the API answers as if there had never been a video. */
  DELETED
}
