package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.ladder.Stills;

/** Which renditions are what, told by their names. */
public final class SegmentNames {
  private SegmentNames() {}

  /** Poster and storyboard are the only media that rest in clear. */
  public static boolean restsInClear(RenditionName rendition) {
    return rendition.equals(Stills.POSTER) || rendition.equals(Stills.STORYBOARD);
  }

  /** Subtitles are text, everything else that is encrypted is a transport stream. */
  public static boolean isText(RenditionName rendition) {
    return rendition.value().startsWith("sub-");
  }

  static String extension(RenditionName rendition) {
    if (restsInClear(rendition)) {
      return "jpg";
    }
    return isText(rendition) ? "vtt" : "ts";
  }

  /** The MIME type (AAS 10.4). */
  public static String contentType(RenditionName rendition) {
    if (restsInClear(rendition)) {
      return "image/jpeg";
    }
    return isText(rendition) ? "text/vtt" : "video/mp2t";
  }
}
