package dev.reelkey.sample.clip;

import java.util.List;

/**
 * Everything that makes one clip differ from another.
 *
 * @param width of the coded picture, in pixels
 * @param height of the coded picture, in pixels
 * @param pixelAspect how much wider than high a pixel is shown
 * @param sound the audio tracks, the first being the default
 * @param turned whether the player has to turn the picture clockwise by 90 degrees
 * @param subtitled whether there is a mov_text track that counts the seconds
 */
public record ClipSpec(
    int width,
    int height,
    PixelAspect pixelAspect,
    FrameTimes times,
    VideoCoding coding,
    List<SoundTrack> sound,
    boolean turned,
    boolean subtitled) {
  public ClipSpec {
    sound = List.copyOf(sound);
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a clip needs a width and a height");
    }
  }

  /** A plain clip: H.264, square pixels, stereo AAC. */
  public static ClipSpec of(int width, int height, FrameTimes times) {
    return new ClipSpec(
        width,
        height,
        PixelAspect.SQUARE,
        times,
        VideoCoding.H264,
        List.of(SoundTrack.standard()),
        false,
        false);
  }

  public ClipSpec coded(VideoCoding other) {
    return new ClipSpec(width, height, pixelAspect, times, other, sound, turned, subtitled);
  }

  public ClipSpec stretched(PixelAspect other) {
    return new ClipSpec(width, height, other, times, coding, sound, turned, subtitled);
  }

  /** With exactly these audio tracks, or none. */
  public ClipSpec sounding(SoundTrack... tracks) {
    return new ClipSpec(
        width, height, pixelAspect, times, coding, List.of(tracks), turned, subtitled);
  }

  public ClipSpec turnedByPlayer() {
    return new ClipSpec(width, height, pixelAspect, times, coding, sound, true, subtitled);
  }

  public ClipSpec withSubtitles() {
    return new ClipSpec(width, height, pixelAspect, times, coding, sound, turned, true);
  }
}
