package dev.reelkey.sample.clip;

/**
 * One audio track.
 *
 * @param language ISO 639-2, three letters
 * @param beepHertz the pitch of the beep, so that tests can tell two tracks apart
 * @param startSeconds when the track begins; the flashes before it have no beep
 */
public record SoundTrack(
    SoundCoding coding,
    int sampleRate,
    int channels,
    String language,
    int beepHertz,
    double startSeconds) {
  public SoundTrack {
    if (sampleRate <= 0 || channels <= 0 || beepHertz <= 0 || startSeconds < 0) {
      throw new IllegalArgumentException("an audio track needs a rate, channels and a pitch");
    }
  }

  /** Stereo AAC-LC at 48 kHz in English. */
  public static SoundTrack standard() {
    return new SoundTrack(SoundCoding.AAC, 48_000, 2, "eng", 1000, 0);
  }

  public SoundTrack coded(SoundCoding other) {
    return new SoundTrack(other, sampleRate, channels, language, beepHertz, startSeconds);
  }

  public SoundTrack sampled(int rate, int channelCount) {
    return new SoundTrack(coding, rate, channelCount, language, beepHertz, startSeconds);
  }

  public SoundTrack spoken(String otherLanguage, int otherBeepHertz) {
    return new SoundTrack(
        coding, sampleRate, channels, otherLanguage, otherBeepHertz, startSeconds);
  }

  public SoundTrack startingAt(double seconds) {
    return new SoundTrack(coding, sampleRate, channels, language, beepHertz, seconds);
  }
}
