package dev.reelkey.transcoder.probe;

import java.util.List;

/** What the uploaded file is, as far as packaging needs to know; metadata texts are left out. */
public record SourceProbe(
    String container,
    long bytes,
    long durationMillis,
    VideoTrack video,
    List<AudioTrack> audio,
    List<SubtitleTrack> subtitles) {

  public SourceProbe {
    audio = List.copyOf(audio);
    subtitles = List.copyOf(subtitles);
  }
}
