package dev.reelkey.transcoder.ladder;

import java.util.Locale;

/** Tells players which tile of the storyboard shows which time (WebVTT with media fragments). */
public final class StoryboardIndex {
  private StoryboardIndex() {}

  /**
   * The whole WebVTT file.
   *
   * @param image the sheet's URI as it shall stand in the file
   */
  public static String webVtt(Stills stills, String image) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int tile = 0; tile < stills.tiles(); tile++) {
      text.append('\n')
          .append(clock(tile * stills.tileMillis()))
          .append(" --> ")
          .append(clock((tile + 1) * stills.tileMillis()))
          .append('\n')
          .append(image)
          .append("#xywh=")
          .append(tile % stills.columns() * stills.tileWidth())
          .append(',')
          .append(tile / stills.columns() * stills.tileHeight())
          .append(',')
          .append(stills.tileWidth())
          .append(',')
          .append(stills.tileHeight())
          .append('\n');
    }
    return text.toString();
  }

  private static String clock(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000);
  }
}
