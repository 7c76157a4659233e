package dev.reelkey.transcoder.media;

/**
 * What is in a segment, as really written.
 *
 * @param firstPts PTS of its first sample on the 90 kHz clock, the 10 s offset included
 * @param duration on the 90 kHz clock: EXTINF is this over 90 000
 * @param frames pictures, or AAC frames, or cues
 * @param bytes of the clear segment
 * @param codecs for the CODECS attribute, such as {@code avc1.64001f}
 * @param parameters digest of the parameter sets: must be equal in all segments of a rendition
 * @param repaired pictures that the decoder did not deliver and the one before stands for
 */
public record SegmentFacts(
    long firstPts,
    long duration,
    int frames,
    long bytes,
    String codecs,
    String parameters,
    int repaired) {

  public double durationSeconds() {
    return duration / 90_000.0;
  }
}
