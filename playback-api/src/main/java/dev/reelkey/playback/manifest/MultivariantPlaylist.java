package dev.reelkey.playback.manifest;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.AudioRendition;
import dev.reelkey.core.video.Presentation.SubtitleRendition;
import dev.reelkey.core.video.Presentation.VideoRendition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the multivariant playlist (HLS2 4.4.6). It needs no EXT-X-VERSION and has no
 * EXT-X-SESSION-KEY, which would hand out the list of keys that pacing meters.
 */
public final class MultivariantPlaylist {
  // Players try the first variant first (AAS 9.9).
  private static final long FIRST_NEAR = 2_000_000;
  private static final String AUDIO_GROUP = "audio";
  private static final String SUBTITLE_GROUP = "subtitles";

  private final Outline outline;
  private final Presentation presentation;
  private final Function<RenditionName, String> address;

  /**
   * Writes for one session.
   *
   * @param address of a rendition's media playlist
   */
  public MultivariantPlaylist(Outline outline, Function<RenditionName, String> address) {
    this.outline = outline;
    this.presentation = outline.presentation();
    this.address = address;
  }

  /**
   * The playlist with the variants that {@code allowed} takes; where it takes none, with the
   * smallest.
   */
  public String text(Predicate<VideoRendition> allowed) {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    Set<String> names = new HashSet<>();
    for (AudioRendition each : presentation.audios()) {
      text.append(audio(each, names));
    }
    names.clear();
    for (SubtitleRendition each : presentation.subtitles()) {
      text.append(subtitles(each, names));
    }
    for (VideoRendition each : ordered(allowed)) {
      text.append(variant(each));
    }
    return text.toString();
  }

  private List<VideoRendition> ordered(Predicate<VideoRendition> allowed) {
    List<VideoRendition> all = new ArrayList<>(presentation.videos());
    all.sort(Comparator.comparingLong(VideoRendition::peakBitsPerSecond));
    List<VideoRendition> chosen = new ArrayList<>(all.stream().filter(allowed).toList());
    if (chosen.isEmpty()) {
      chosen.add(all.get(0));
    }
    VideoRendition first =
        chosen.stream()
            .min(Comparator.comparingLong(each -> Math.abs(bandwidth(each) - FIRST_NEAR)))
            .orElseThrow();
    chosen.remove(first);
    chosen.add(0, first);
    return chosen;
  }

  private String variant(VideoRendition video) {
    Attributes attributes =
        new Attributes()
            .plain("BANDWIDTH", bandwidth(video))
            .plain("AVERAGE-BANDWIDTH", averageBandwidth(video))
            .quoted("CODECS", codecs(video))
            .plain("RESOLUTION", video.width() + "x" + video.height())
            .plain("FRAME-RATE", String.format(Locale.ROOT, "%.3f", video.frameRate()));
    if (!presentation.audios().isEmpty()) {
      attributes.quoted("AUDIO", AUDIO_GROUP);
    }
    if (!presentation.subtitles().isEmpty()) {
      attributes.quoted("SUBTITLES", SUBTITLE_GROUP);
    }
    return "#EXT-X-STREAM-INF:" + attributes + "\n" + address.apply(video.name()) + "\n";
  }

  private String audio(AudioRendition audio, Set<String> names) {
    Attributes attributes =
        new Attributes()
            .plain("TYPE", "AUDIO")
            .quoted("GROUP-ID", AUDIO_GROUP)
            .quoted("NAME", unique(audio.label(), names))
            .label("LANGUAGE", audio.language())
            .plain("DEFAULT", isDefault(audio) ? "YES" : "NO")
            .plain("AUTOSELECT", "YES")
            .quoted("CHANNELS", Integer.toString(audio.channels()))
            .quoted("URI", address.apply(audio.name()));
    return "#EXT-X-MEDIA:" + attributes + "\n";
  }

  private String subtitles(SubtitleRendition subtitles, Set<String> names) {
    Attributes attributes =
        new Attributes()
            .plain("TYPE", "SUBTITLES")
            .quoted("GROUP-ID", SUBTITLE_GROUP)
            .quoted("NAME", unique(subtitles.label(), names))
            .label("LANGUAGE", subtitles.language())
            .plain("DEFAULT", "NO")
            .plain("AUTOSELECT", "YES")
            .plain("FORCED", subtitles.forced() ? "YES" : "NO")
            .quoted("URI", address.apply(subtitles.name()));
    return "#EXT-X-MEDIA:" + attributes + "\n";
  }

  /** NAME is unique in its group (HLS2 4.4.6.1.1); sources often call two tracks the same. */
  private static String unique(String label, Set<String> taken) {
    String base = Attributes.harmless(label);
    String name = base;
    for (int n = 2; !taken.add(name); n++) {
      name = base + " " + n;
    }
    return name;
  }

  /** At most one DEFAULT=YES in a group: the first that the source prefers, else the first. */
  private boolean isDefault(AudioRendition audio) {
    List<AudioRendition> audios = presentation.audios();
    return audio.equals(
        audios.stream().filter(AudioRendition::preferred).findFirst().orElse(audios.get(0)));
  }

  /** The largest sum over what may play together (HLS2 4.4.6.2). */
  private long bandwidth(VideoRendition video) {
    return video.peakBitsPerSecond()
        + largest(AudioRendition::peakBitsPerSecond)
        + outline.subtitlePeakBitsPerSecond();
  }

  private long averageBandwidth(VideoRendition video) {
    return video.averageBitsPerSecond()
        + largest(AudioRendition::averageBitsPerSecond)
        + outline.subtitleAverageBitsPerSecond();
  }

  private long largest(ToLongFunction<AudioRendition> rate) {
    return presentation.audios().stream().mapToLong(rate).max().orElse(0);
  }

  /** Every format of every rendition in the groups the variant refers to (HLS2 4.4.6.2). */
  private String codecs(VideoRendition video) {
    Stream<String> text = presentation.subtitles().isEmpty() ? Stream.of() : Stream.of("wvtt");
    return Stream.of(
            Stream.of(video.codec()),
            presentation.audios().stream().map(AudioRendition::codec),
            text)
        .flatMap(each -> each)
        .distinct()
        .collect(Collectors.joining(","));
  }
}
