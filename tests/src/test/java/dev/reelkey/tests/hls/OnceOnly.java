package dev.reelkey.tests.hls;

import java.util.List;
import java.util.Set;

/** Tags that may stand once. */
final class OnceOnly {
  private OnceOnly() {}

  static void check(List<PlaylistLine> lines, String rule, Set<String> tags, Findings findings) {
    for (String tag : tags) {
      List<PlaylistLine> found = lines.stream().filter(line -> line.tag().equals(tag)).toList();
      findings.must(
          found.size() < 2,
          rule,
          found.isEmpty() ? "" : found.get(found.size() - 1).where(),
          tag + " stands " + found.size() + " times");
    }
  }

  /** The version, checking that it stands once (S4). */
  static int version(List<PlaylistLine> lines, Findings findings) {
    check(lines, "S4", Set.of("EXT-X-VERSION"), findings);
    for (PlaylistLine line : lines) {
      if (line.tag().equals("EXT-X-VERSION")) {
        boolean number = line.value().matches("[1-9][0-9]?");
        findings.must(number, "S4", line.where(), "the version is no number");
        return number ? Integer.parseInt(line.value()) : 1;
      }
    }
    return 1;
  }
}
