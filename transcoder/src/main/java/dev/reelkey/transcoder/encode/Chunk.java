package dev.reelkey.transcoder.encode;

/** A run of whole segments that one worker encodes. */
public record Chunk(int index, int firstSegment, int segments) {
  public int endSegment() {
    return firstSegment + segments;
  }
}
