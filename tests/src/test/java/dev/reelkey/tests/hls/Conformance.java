package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.hls.Violation.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a stored presentation: AES-128 over MPEG-TS, on demand, separate audio, WebVTT.
 *
 * <p>The rules are those of HLS2 (draft-pantos-hls-rfc8216bis) and of Apple's authoring
 * specification; what they allow and we never write (byte ranges, EXT-X-MAP, I-frame playlists) is
 * refused as out of place.
 */
public final class Conformance {
  private Conformance() {}

  /** Everything that is wrong, MUST and SHOULD. */
  public static List<Violation> check(StoredPresentation stored) {
    Findings findings = new Findings();
    MultivariantPlaylist multivariant =
        MultivariantPlaylist.parse("multivariant", stored.multivariant(), findings);
    Map<String, OpenedRendition> renditions = new LinkedHashMap<>();
    for (StoredRendition each : stored.renditions()) {
      renditions.put(
          each.uri(), OpenedRendition.open(each, kindOf(each.uri(), multivariant), findings));
    }
    MultivariantRules.check(multivariant, renditions, findings);
    List<OpenedRendition> all = List.copyOf(renditions.values());
    all.forEach(each -> PlaylistRules.check(each.playlist(), multivariant, findings));
    EncryptionRules.check(all, findings);
    all.forEach(each -> SegmentRules.check(each, findings));
    TimelineRules.check(all, findings);
    return findings.all();
  }

  /** What is wrong with a MUST. */
  public static List<Violation> broken(StoredPresentation stored) {
    List<Violation> broken = new ArrayList<>(check(stored));
    broken.removeIf(violation -> violation.level() == Level.SHOULD);
    return broken;
  }

  private static Kind kindOf(String uri, MultivariantPlaylist multivariant) {
    for (Attributes media : multivariant.media()) {
      if (media.text("URI").equals(uri)) {
        return media.text("TYPE").equals("SUBTITLES") ? Kind.SUBTITLES : Kind.AUDIO;
      }
    }
    return Kind.VIDEO;
  }

  /** Where a key lasts longer than the given number of segments. */
  public static List<Violation> longLivedKeys(StoredPresentation stored, int segmentsPerPeriod) {
    Findings findings = new Findings();
    for (StoredRendition each : stored.renditions()) {
      MediaPlaylist playlist = MediaPlaylist.parse(each.uri(), each.playlist(), new Findings());
      EncryptionRules.checkPeriods(playlist, segmentsPerPeriod, findings);
    }
    return findings.all();
  }
}
