package dev.reelkey.tests.measure;

import dev.reelkey.tests.hls.Attributes;
import dev.reelkey.tests.hls.MultivariantPlaylist;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every rendition of a presentation, decoded by the ffmpeg program from its public URLs. */
public final class StreamMeasurement {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Map<String, Pictures> videos = new LinkedHashMap<>();
  private final Map<String, Sound> sounds = new LinkedHashMap<>();

  private StreamMeasurement() {}

  /**
   * Fetches and decodes each rendition on its own.
   *
   * @param manifest the URL of the multivariant playlist, to which its URIs are relative
   * @param multivariant the text that the URL answered
   * @param authorization the header of key requests, for example {@code Bearer …}
   */
  public static StreamMeasurement decode(URI manifest, String multivariant, String authorization) {
    StreamMeasurement measurement = new StreamMeasurement();
    Decoder decoder = Decoder.ofStreams(authorization, LIMIT);
    MultivariantPlaylist playlist = MultivariantPlaylist.parse(multivariant);
    for (MultivariantPlaylist.Variant variant : playlist.variants()) {
      measurement.videos.computeIfAbsent(
          variant.uri(), uri -> decoder.pictures(manifest.resolve(uri).toString()));
    }
    for (Attributes media : playlist.media()) {
      if (media.text("TYPE").equals("AUDIO")) {
        measurement.sounds.computeIfAbsent(
            media.text("URI"), uri -> decoder.sound(manifest.resolve(uri).toString(), 0));
      }
    }
    return measurement;
  }

  /**
   * Everything in which the viewer's pictures and sound differ from what was uploaded; audio
   * renditions are taken to stand in the order of the source's tracks.
   */
  public Fidelity against(Source source) {
    Fidelity fidelity = new Fidelity(source);
    videos.forEach(fidelity::judge);
    Pictures lead = videos.values().iterator().next();
    videos.forEach((name, seen) -> fidelity.judgeStart(name, seen, lead));
    fidelity.judgeTracks(sounds.size());
    int track = 0;
    for (Map.Entry<String, Sound> sound : sounds.entrySet()) {
      fidelity.judge(sound.getKey(), sound.getValue(), lead);
      fidelity.judgeSync(sound.getKey(), sound.getValue(), lead, track);
      track++;
    }
    return fidelity;
  }

  /** As {@link #against}, and each beep of a sample clip must sound with a flash. */
  public Fidelity againstSample(Source source) {
    Fidelity fidelity = against(source);
    videos.forEach(
        (video, seen) ->
            sounds.forEach(
                (audio, heard) -> fidelity.judgeFlashes(video + " + " + audio, heard, seen)));
    return fidelity;
  }
}
