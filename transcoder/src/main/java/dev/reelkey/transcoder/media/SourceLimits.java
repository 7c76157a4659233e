package dev.reelkey.transcoder.media;

/**
 * What a source may be at most.
 *
 * @param maxPixels of one picture, the real control of the decoder's memory
 */
public record SourceLimits(
    int maxPixels, int maxSeconds, int maxPictures, int maxStreams, double maxFramesPerSecond) {

  /** 4K in any orientation, twelve hours, 60 pictures per second. */
  public static SourceLimits standard() {
    return new SourceLimits(4096 * 2304, 12 * 3600, 3_000_000, 16, 61);
  }
}
