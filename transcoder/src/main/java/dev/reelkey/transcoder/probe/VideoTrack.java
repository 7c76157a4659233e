package dev.reelkey.transcoder.probe;

/**
 * The video track that will be packaged.
 *
 * @param stream index of the track in its container
 * @param codec FFmpeg's name of the codec, such as {@code h264}
 * @param width coded width in pixels, before rotation and sample aspect
 * @param height coded height in pixels
 * @param rotation clockwise degrees that a player must turn the picture: 0, 90, 180 or 270
 * @param mirrored whether the player also flips it, upside down where {@code rotation} is 0
 * @param bitsPerSecond average over the track, 0 when unknown
 */
public record VideoTrack(
    int stream,
    String codec,
    int profile,
    int width,
    int height,
    int rotation,
    boolean mirrored,
    SampleAspect sampleAspect,
    String pixelFormat,
    long bitsPerSecond) {

  public VideoTrack {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a video track needs a size");
    }
    if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
      throw new IllegalArgumentException("rotation is a right angle: " + rotation);
    }
  }

  /** Width as seen on a screen with square pixels. */
  public int displayWidth() {
    return turned() ? height : stretchedWidth();
  }

  /** Height as seen on a screen with square pixels. */
  public int displayHeight() {
    return turned() ? stretchedWidth() : height;
  }

  private int stretchedWidth() {
    return (int) Math.round((double) width * sampleAspect.width() / sampleAspect.height());
  }

  private boolean turned() {
    return rotation == 90 || rotation == 270;
  }
}
