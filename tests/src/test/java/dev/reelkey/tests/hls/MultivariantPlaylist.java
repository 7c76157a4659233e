package dev.reelkey.tests.hls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A multivariant playlist.
 *
 * @param version the value of EXT-X-VERSION, 1 if there is none
 */
public record MultivariantPlaylist(
    String name,
    int version,
    boolean independentSegments,
    List<Variant> variants,
    List<Attributes> media) {
  private static final Set<String> TAGS =
      Set.of(
          "EXTM3U",
          "EXT-X-VERSION",
          "EXT-X-INDEPENDENT-SEGMENTS",
          "EXT-X-START",
          "EXT-X-STREAM-INF",
          "EXT-X-MEDIA");

  /** A variant stream: its attributes and the URI of its media playlist. */
  public record Variant(Attributes attributes, String uri) {
    String where() {
      return attributes.where();
    }
  }

  public MultivariantPlaylist {
    variants = List.copyOf(variants);
    media = List.copyOf(media);
  }

  /** Reads a playlist without judging it. */
  public static MultivariantPlaylist parse(String text) {
    return parse("multivariant", text, new Findings());
  }

  /** Reads a playlist, checking S1 to S8 and K15. */
  static MultivariantPlaylist parse(String name, String text, Findings findings) {
    List<PlaylistLine> lines = PlaylistLine.split(name, text, findings);
    OnceOnly.check(lines, "S8", Set.of("EXT-X-INDEPENDENT-SEGMENTS", "EXT-X-START"), findings);
    List<Variant> variants = new ArrayList<>();
    List<Attributes> media = new ArrayList<>();
    Map<String, String> plain = new HashMap<>();
    Optional<Attributes> waiting = Optional.empty();
    for (PlaylistLine line : lines) {
      if (line.isUri()) {
        findings.must(waiting.isPresent(), "S5", line.where(), "a URI without EXT-X-STREAM-INF");
        waiting.ifPresent(attributes -> variants.add(new Variant(attributes, line.value())));
        findings.must(isPlaylist(line.value()), "S3", line.where(), "no .m3u8 in the path");
        waiting = Optional.empty();
        continue;
      }
      findings.must(waiting.isEmpty(), "S5", line.where(), "EXT-X-STREAM-INF without its URI");
      waiting = Optional.empty();
      findings.must(
          !line.tag().equals("EXT-X-SESSION-KEY"), "K15", line.where(), "keys are listed at once");
      findings.must(TAGS.contains(line.tag()), "S5", line.where(), line.tag() + " is out of place");
      if (line.tag().equals("EXT-X-STREAM-INF")) {
        waiting = Optional.of(Attributes.parse(line, findings));
      } else if (line.tag().equals("EXT-X-MEDIA")) {
        media.add(Attributes.parse(line, findings));
      } else {
        plain.put(line.tag(), line.value());
      }
    }
    findings.must(!variants.isEmpty(), "S5", name, "no variant");
    return new MultivariantPlaylist(
        name,
        OnceOnly.version(lines, findings),
        plain.containsKey("EXT-X-INDEPENDENT-SEGMENTS"),
        variants,
        media);
  }

  private static boolean isPlaylist(String uri) {
    return uri.replaceFirst("[?#].*", "").endsWith(".m3u8");
  }

  /** The media tags of one type and group. */
  List<Attributes> group(String type, String groupId) {
    return media.stream()
        .filter(each -> each.text("TYPE").equals(type) && each.text("GROUP-ID").equals(groupId))
        .toList();
  }
}
