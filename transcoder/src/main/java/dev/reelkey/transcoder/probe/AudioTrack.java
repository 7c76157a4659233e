package dev.reelkey.transcoder.probe;

/**
 * One sound track of the source.
 *
 * @param language two or three lower-case letters (BCP 47), {@code und} when the file says none
 * @param bitsPerSecond average over the track, 0 when unknown
 */
public record AudioTrack(
    int stream,
    String language,
    String codec,
    int profile,
    int sampleRate,
    int channels,
    long bitsPerSecond) {

  public AudioTrack {
    if (sampleRate <= 0 || channels <= 0) {
      throw new IllegalArgumentException("a sound track needs a sample rate and channels");
    }
  }

  public AudioTrack withBitsPerSecond(long measured) {
    return new AudioTrack(stream, language, codec, profile, sampleRate, channels, measured);
  }
}
