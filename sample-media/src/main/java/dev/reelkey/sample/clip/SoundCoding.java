package dev.reelkey.sample.clip;

/** How sound is compressed. */
public enum SoundCoding {
  AAC,
  MP3,
  AC3
}
