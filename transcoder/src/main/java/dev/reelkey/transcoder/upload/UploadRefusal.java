package dev.reelkey.transcoder.upload;

/** Why a body does not become a source. */
public enum UploadRefusal {
  EMPTY,
  TOO_LARGE,
  TOO_SLOW,
  STORAGE_FULL,
  /** The sender went away before the end. */
  INTERRUPTED
}
