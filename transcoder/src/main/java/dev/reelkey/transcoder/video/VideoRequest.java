package dev.reelkey.transcoder.video;

import dev.reelkey.core.video.VideoAccess;
import org.jspecify.annotations.Nullable;

/**
 * What the owner says about a new video.
 *
 * @param title without control characters, at most 200 characters
 * @param profile name of the packaging
 * @param access who may watch besides the owner; null for nobody
 */
public record VideoRequest(String title, String profile, @Nullable VideoAccess access) {
  public static final String DEFAULT_PROFILE = "h264";
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_VIEWERS = 1_000;

  public VideoRequest {
    title = plain(title);
    if (access != null && access.viewers().size() > MOST_VIEWERS) {
      throw new IllegalArgumentException("at most " + MOST_VIEWERS + " viewers are named");
    }
  }

  /** Control and direction characters would reach logs and pages (MED-6). */
  private static String plain(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(LONGEST_TITLE)
        .forEach(kept::appendCodePoint);
    String title = kept.toString().strip();
    return title.isEmpty() ? "Untitled" : title;
  }
}
