package dev.reelkey.transcoder.ladder;

/** Where a rendition's samples come from. */
public enum RungSource {
  /** The source's own coded samples, untouched. */
  PASSTHROUGH,
  ENCODED
}
