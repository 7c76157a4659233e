package dev.reelkey.tests.hls;

/** The rules that one media playlist can break alone: S3, S4, D1, D2, D3, D6, K1, M5. */
final class PlaylistRules {
  private static final int ROUNDED_TARGET_VERSION = 6;

  private PlaylistRules() {}

  static void check(MediaPlaylist playlist, MultivariantPlaylist multivariant, Findings findings) {
    String name = playlist.name();
    int target = playlist.targetDuration();
    findings.must(target >= 1, "D1", name, "no EXT-X-TARGETDURATION of at least 1");
    findings.must(playlist.has("EXT-X-ENDLIST"), "D6", name, "no EXT-X-ENDLIST");
    findings.must(
        playlist.value("EXT-X-PLAYLIST-TYPE").equals("VOD"), "D6", name, "the type is not VOD");
    findings.should(
        playlist.version() <= needed(playlist), "S4", name, "a higher version than needed");
    findings.must(
        playlist.version() >= needed(playlist), "S4", name, "a lower version than needed");
    findings.must(
        multivariant.independentSegments() ^ playlist.has("EXT-X-INDEPENDENT-SEGMENTS"),
        "M5",
        name,
        "EXT-X-INDEPENDENT-SEGMENTS must stand here or in the multivariant playlist");
    for (MediaSegment segment : playlist.segments()) {
      checkDuration(segment, target, playlist.version(), findings);
    }
  }

  private static void checkDuration(
      MediaSegment segment, int target, int version, Findings findings) {
    boolean rounded = Math.round(segment.seconds()) <= target;
    // Below version 6 the text asks for the plain maximum, but every client rounds (RFC 8216).
    boolean plain = version >= ROUNDED_TARGET_VERSION || segment.seconds() <= target;
    findings.must(rounded, "D2", segment.where(), segment.duration() + " s exceeds the target");
    findings.should(plain, "D2", segment.where(), segment.duration() + " s exceeds the target");
    findings.must(segment.seconds() > 0, "D2", segment.where(), "a segment without duration");
    findings.must(
        segment.duration().contains("."), "D4", segment.where(), "EXTINF is no decimal fraction");
  }

  /** The lowest version that the playlist's features allow (HLS2 8). */
  private static int needed(MediaPlaylist playlist) {
    int needed = 1;
    for (MediaSegment segment : playlist.segments()) {
      if (segment.duration().contains(".")) {
        needed = Math.max(needed, 3);
      }
      if (!segment.key().iv().isEmpty()) {
        needed = Math.max(needed, 2);
      }
    }
    return needed;
  }
}
