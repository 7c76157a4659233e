package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a player reads from the subtitles of a presentation. */
public final class Subtitles {
  private Subtitles() {}

  /**
   * The cues of each subtitle rendition, joined: a cue that several segments hold is one cue only
   * where they agree about it. Times are counted from the first picture.
   */
  public static List<List<Cue>> joined(StoredPresentation stored) {
    MultivariantPlaylist playlist = MultivariantPlaylist.parse(stored.multivariant());
    double zero =
        open(stored, playlist.variants().get(0).uri(), Kind.VIDEO).segments().get(0).firstPts()
            / OpenedSegment.TICKS;
    List<List<Cue>> all = new ArrayList<>();
    for (Attributes media : playlist.media()) {
      if (media.text("TYPE").equals("SUBTITLES")) {
        Set<Cue> cues = new LinkedHashSet<>();
        for (OpenedSegment segment : open(stored, media.text("URI"), Kind.SUBTITLES).segments()) {
          cues.addAll(segment.subtitles().orElseThrow().cues());
        }
        all.add(
            cues.stream()
                .map(cue -> new Cue(cue.start() - zero, cue.end() - zero, cue.text()))
                .toList());
      }
    }
    return all;
  }

  private static OpenedRendition open(StoredPresentation stored, String uri, Kind kind) {
    Findings findings = new Findings();
    StoredRendition found =
        stored.renditions().stream()
            .filter(each -> each.uri().equals(uri))
            .findFirst()
            .orElseThrow();
    OpenedRendition opened = OpenedRendition.open(found, kind, findings);
    if (!findings.all().isEmpty() || !opened.isWhole()) {
      throw new AssertionError(uri + " cannot be read: " + findings.all());
    }
    return opened;
  }
}
