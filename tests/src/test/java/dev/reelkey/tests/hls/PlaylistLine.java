package dev.reelkey.tests.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A line that means something: a tag, or a URI.
 *
 * @param tag the name, for example {@code EXTINF}, or empty for a URI
 * @param value what follows the colon, or the URI
 * @param where the playlist and the line number, for messages
 */
record PlaylistLine(String tag, String value, String where) {
  private static final Set<String> PLAIN =
      Set.of(
          "EXTM3U",
          "EXT-X-ENDLIST",
          "EXT-X-INDEPENDENT-SEGMENTS",
          "EXT-X-DISCONTINUITY",
          "EXT-X-I-FRAMES-ONLY",
          "EXT-X-GAP");

  boolean isUri() {
    return tag.isEmpty();
  }

  /** Splits a text, checking S1 and S2. */
  static List<PlaylistLine> split(String name, String text, Findings findings) {
    findings.must(
        text.startsWith("#EXTM3U\n") || text.startsWith("#EXTM3U\r\n"),
        "S1",
        name,
        "the first line is not #EXTM3U");
    findings.must(
        text.chars().allMatch(c -> c == '\n' || c == '\r' || c >= 0x20 && c != 0x7f),
        "S2",
        name,
        "a control character");
    findings.must(!text.startsWith("\uFEFF"), "S2", name, "a byte order mark");
    findings.must(
        java.text.Normalizer.isNormalized(text, java.text.Normalizer.Form.NFC),
        "S2",
        name,
        "not in normal form C");
    List<PlaylistLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\r?\n")) {
      number++;
      if (line.isEmpty() || line.startsWith("#") && !line.startsWith("#EXT")) {
        continue;
      }
      lines.add(read(line, name + ":" + number, findings));
    }
    return lines;
  }

  private static PlaylistLine read(String line, String where, Findings findings) {
    findings.must(
        line.equals(line.strip()), "S2", where, "white space at the beginning or end of a line");
    if (!line.startsWith("#")) {
      findings.must(line.indexOf(' ') < 0, "S2", where, "a space in a URI");
      return new PlaylistLine("", line, where);
    }
    int colon = line.indexOf(':');
    String tag = line.substring(1, colon < 0 ? line.length() : colon);
    findings.must(
        colon >= 0 ^ PLAIN.contains(tag), "S6", where, "a value where none belongs, or none");
    return new PlaylistLine(tag, colon < 0 ? "" : line.substring(colon + 1), where);
  }
}
