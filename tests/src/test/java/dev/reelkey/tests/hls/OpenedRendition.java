package dev.reelkey.tests.hls;

import dev.reelkey.tests.transport.MalformedStreamException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rendition, decrypted and taken apart.
 *
 * @param segments what could be opened, in the order of the playlist
 */
record OpenedRendition(
    StoredRendition stored, Kind kind, MediaPlaylist playlist, List<OpenedSegment> segments) {
  /** What a rendition carries. */
  enum Kind {
    VIDEO,
    AUDIO,
    SUBTITLES
  }

  OpenedRendition {
    segments = List.copyOf(segments);
  }

  /** Parses and decrypts, checking K4, K5, C1 and C5 as far as needed to read on. */
  static OpenedRendition open(StoredRendition stored, Kind kind, Findings findings) {
    MediaPlaylist playlist = MediaPlaylist.parse(stored.uri(), stored.playlist(), findings);
    List<OpenedSegment> opened = new ArrayList<>();
    List<MediaSegment> described = playlist.segments();
    findings.must(
        described.size() == stored.segments().size(),
        "D6",
        stored.uri(),
        "segments are missing from the store");
    int count = Math.min(described.size(), stored.segments().size());
    for (int n = 0; n < count; n++) {
      MediaSegment segment = described.get(n);
      ByteBuffer bytes = stored.segments().get(n);
      Optional<byte[]> clear = SegmentCipher.open(segment, bytes, stored.keys(), findings);
      if (clear.isPresent()) {
        read(n, segment, clear.get(), kind, findings).ifPresent(opened::add);
      }
    }
    return new OpenedRendition(stored, kind, playlist, opened);
  }

  private static Optional<OpenedSegment> read(
      int number, MediaSegment described, byte[] clear, Kind kind, Findings findings) {
    try {
      return Optional.of(OpenedSegment.read(number, described, clear, kind));
    } catch (MalformedStreamException e) {
      String rule = kind == Kind.SUBTITLES ? "C5" : "C1";
      findings.must(false, rule, described.where(), e.getMessage());
      return Optional.empty();
    }
  }

  String name() {
    return stored.uri();
  }

  /** Bits per second of each run of segments is counted from these sizes, in bytes. */
  int storedBytes(int segment) {
    return stored.segments().get(segment).remaining();
  }

  boolean isWhole() {
    return !segments.isEmpty() && segments.size() == playlist.segments().size();
  }
}
