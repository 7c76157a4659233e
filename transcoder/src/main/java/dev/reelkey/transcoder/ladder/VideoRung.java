package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;

/**
 * One quality of the picture.
 *
 * @param reorderDelay frames between decoding and display: DTS is the PTS so many frames earlier
 * @param crf quality of the encoder, lower is better; unused for passthrough
 * @param maxBitsPerSecond cap of the encoder's rate control; unused for passthrough
 */
public record VideoRung(
    RenditionName name,
    RungSource source,
    int width,
    int height,
    int reorderDelay,
    int crf,
    int maxBitsPerSecond) {

  public VideoRung {
    if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("a rung has an even size: " + name);
    }
    if (reorderDelay < 0 || reorderDelay > 2) {
      throw new IllegalArgumentException("players follow a reorder delay of at most 2: " + name);
    }
  }
}
