package dev.reelkey.tests.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A media playlist. */
public final class MediaPlaylist {
  private static final Set<String> ONCE =
      Set.of(
          "EXT-X-TARGETDURATION",
          "EXT-X-MEDIA-SEQUENCE",
          "EXT-X-DISCONTINUITY-SEQUENCE",
          "EXT-X-ENDLIST",
          "EXT-X-PLAYLIST-TYPE",
          "EXT-X-I-FRAMES-ONLY");
  // What we write into AES-128 playlists; a BYTERANGE or a MAP would need rules that are not here.
  private static final Set<String> OTHERS =
      Set.of(
          "EXTM3U",
          "EXT-X-VERSION",
          "EXT-X-INDEPENDENT-SEGMENTS",
          "EXT-X-START",
          "EXTINF",
          "EXT-X-KEY",
          "EXT-X-DISCONTINUITY");
  private static final Pattern EXTINF = Pattern.compile("([0-9]+(?:\\.[0-9]+)?),(.*)");

  private final String name;
  private final List<PlaylistLine> lines;
  private final Findings findings;
  private final List<MediaSegment> segments = new ArrayList<>();
  private final int version;
  private SegmentKey key = SegmentKey.NONE;
  private Optional<PlaylistLine> extinf = Optional.empty();
  private boolean discontinuity;

  private MediaPlaylist(String name, String text, Findings findings) {
    this.name = name;
    this.findings = findings;
    this.lines = PlaylistLine.split(name, text, findings);
    this.version = OnceOnly.version(lines, findings);
  }

  /** Reads a playlist, checking S1 to S8, K2, K3 and the form of each EXTINF. */
  public static MediaPlaylist parse(String name, String text, Findings findings) {
    MediaPlaylist playlist = new MediaPlaylist(name, text, findings);
    OnceOnly.check(playlist.lines, "S7", ONCE, findings);
    OnceOnly.check(
        playlist.lines, "S8", Set.of("EXT-X-INDEPENDENT-SEGMENTS", "EXT-X-START"), findings);
    playlist.lines.forEach(playlist::take);
    findings.must(playlist.extinf.isEmpty(), "S5", name, "the last EXTINF has no URI");
    findings.must(!playlist.segments.isEmpty(), "D6", name, "no segment");
    return playlist;
  }

  private void take(PlaylistLine line) {
    switch (line.tag()) {
      case "" -> addSegment(line);
      case "EXTINF" -> {
        findings.must(extinf.isEmpty(), "S5", line.where(), "the EXTINF before has no URI");
        extinf = Optional.of(line);
      }
      case "EXT-X-KEY" -> takeKey(Attributes.parse(line, findings));
      case "EXT-X-DISCONTINUITY" -> discontinuity = true;
      default ->
          findings.must(
              ONCE.contains(line.tag()) || OTHERS.contains(line.tag()),
              "S5",
              line.where(),
              line.tag() + " is out of place");
    }
  }

  private void takeKey(Attributes attributes) {
    key = SegmentKey.of(attributes);
    if (key.method().equals("NONE")) {
      findings.must(
          attributes.names().size() == 1, "K2", key.where(), "METHOD=NONE with more attributes");
    } else {
      findings.must(attributes.has("URI"), "K3", key.where(), "EXT-X-KEY without URI");
    }
  }

  private void addSegment(PlaylistLine line) {
    findings.must(extinf.isPresent(), "S5", line.where(), "a segment without EXTINF");
    if (extinf.isEmpty()) {
      return;
    }
    Matcher matcher = EXTINF.matcher(extinf.get().value());
    boolean form = matcher.matches();
    findings.must(form, "D4", extinf.get().where(), "EXTINF is no duration and title");
    String duration = form ? matcher.group(1) : "0";
    segments.add(
        new MediaSegment(
            line.value(),
            Double.parseDouble(duration),
            duration,
            key,
            discontinuity,
            line.where()));
    extinf = Optional.empty();
    discontinuity = false;
  }

  public String name() {
    return name;
  }

  public int version() {
    return version;
  }

  public List<MediaSegment> segments() {
    return List.copyOf(segments);
  }

  boolean has(String tag) {
    return lines.stream().anyMatch(line -> line.tag().equals(tag));
  }

  /** The value of a tag, or an empty text. */
  String value(String tag) {
    return lines.stream()
        .filter(line -> line.tag().equals(tag))
        .map(PlaylistLine::value)
        .findFirst()
        .orElse("");
  }

  /** EXT-X-TARGETDURATION in seconds, or 0 if it is missing or no number. */
  public int targetDuration() {
    String value = value("EXT-X-TARGETDURATION");
    return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
  }

  public double totalSeconds() {
    return segments.stream().mapToDouble(MediaSegment::seconds).sum();
  }
}
