package dev.reelkey.transcoder.ffmpeg;

import dev.reelkey.transcoder.media.helper.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Chooses the demuxer by the first bytes; playlists and scripts are never even parsed. */
public final class Containers {
  public static final String MP4 = "mov";
  public static final String MATROSKA = "matroska";
  private static final Set<String> FIRST_BOXES =
      Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp");

  private Containers() {}

  public static Optional<String> demuxer(SourceReader source) throws IOException {
    byte[] head = source.at(0, 12);
    if (head.length < 12) {
      return Optional.empty();
    }
    // The EBML header of RFC 8794, 11.2.
    if (head[0] == 0x1A && head[1] == 0x45 && head[2] == (byte) 0xDF && head[3] == (byte) 0xA3) {
      return Optional.of(MATROSKA);
    }
    String box = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
    return FIRST_BOXES.contains(box) ? Optional.of(MP4) : Optional.empty();
  }
}
