package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules about keys over all renditions: K1 and K9, and how long a key lasts. */
final class EncryptionRules {
  private EncryptionRules() {}

  static void check(List<OpenedRendition> renditions, Findings findings) {
    Set<Map.Entry<ByteBuffer, String>> used = new HashSet<>();
    Map<ByteBuffer, String> owners = new HashMap<>();
    for (OpenedRendition rendition : renditions) {
      checkScope(rendition, findings);
      for (MediaSegment segment : rendition.playlist().segments()) {
        Optional<ByteBuffer> key =
            Optional.ofNullable(rendition.stored().keys().get(segment.key().uri()));
        if (segment.key().encrypts() && key.isPresent()) {
          String owner = rendition.name() + " " + segment.key().uri();
          String before = owners.putIfAbsent(key.get(), owner);
          findings.must(
              before == null || before.equals(owner),
              "K9",
              segment.where(),
              "the key of another rendition or period");
          findings.must(
              used.add(Map.entry(key.get(), segment.key().iv())),
              "K9",
              segment.where(),
              "a key and IV for the second time");
        }
      }
    }
  }

  /** Everything but subtitles must be in the scope of a key; a mixture is a mistake. */
  private static void checkScope(OpenedRendition rendition, Findings findings) {
    boolean any =
        rendition.playlist().segments().stream().anyMatch(segment -> segment.key().encrypts());
    for (MediaSegment segment : rendition.playlist().segments()) {
      boolean clear = !segment.key().encrypts();
      findings.must(
          !clear || rendition.kind() == Kind.SUBTITLES && !any,
          "K1",
          segment.where(),
          "a segment without a key");
    }
  }

  /** Checks that a new key begins every so many segments, and is not used again. */
  static void checkPeriods(MediaPlaylist playlist, int segmentsPerPeriod, Findings findings) {
    Map<String, Integer> periods = new HashMap<>();
    List<MediaSegment> segments = playlist.segments();
    for (int n = 0; n < segments.size(); n++) {
      if (segments.get(n).key().encrypts()) {
        int period = n / segmentsPerPeriod;
        Integer before = periods.putIfAbsent(segments.get(n).key().uri(), period);
        findings.must(
            before == null || before == period,
            "PERIOD",
            segments.get(n).where(),
            "a key of an earlier period");
      }
    }
  }
}
