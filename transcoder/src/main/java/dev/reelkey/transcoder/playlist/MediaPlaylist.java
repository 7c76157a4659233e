package dev.reelkey.transcoder.playlist;

import dev.reelkey.core.video.Presentation.Segment;
import java.util.List;
import java.util.Locale;

/**
 * The media playlist of one rendition (RFC 8216bis, 4.4.3), written from what was stored. All its
 * addresses are relative, so it is the same for every viewer and carries no token.
 */
public final class MediaPlaylist {
  public static final String CONTENT_TYPE = "application/vnd.apple.mpegurl";

  // 3: floating EXTINF, IV. 6: TARGETDURATION is the rounded maximum and not the maximum.
  private static final int FLOATS = 3;
  private static final int ROUNDED_TARGET = 6;

  private MediaPlaylist() {}

  /**
   * The text.
   *
   * @param targetDuration EXT-X-TARGETDURATION in seconds, one for all playlists (6.2.4)
   */
  public static String of(List<Segment> segments, int targetDuration) {
    StringBuilder text = new StringBuilder(segments.size() * 200);
    text.append("#EXTM3U\n#EXT-X-VERSION:")
        .append(version(segments, targetDuration))
        .append("\n#EXT-X-TARGETDURATION:")
        .append(targetDuration)
        .append("\n#EXT-X-PLAYLIST-TYPE:VOD\n");
    for (Segment segment : segments) {
      // One line per segment: an IV is for one segment (K7), the URI stays while the key lasts.
      text.append("#EXT-X-KEY:METHOD=AES-128,URI=\"keys/")
          .append(segment.key())
          .append("\",IV=0x")
          .append(segment.iv())
          .append("\n#EXTINF:")
          .append(String.format(Locale.ROOT, "%.6f", segment.seconds()))
          .append(",\n")
          .append(segment.file())
          .append('\n');
    }
    return text.append("#EXT-X-ENDLIST\n").toString();
  }

  private static int version(List<Segment> segments, int targetDuration) {
    boolean rounded = segments.stream().anyMatch(each -> each.seconds() > targetDuration);
    return rounded ? ROUNDED_TARGET : FLOATS;
  }
}
