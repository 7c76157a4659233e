package dev.reelkey.transcoder.publish;

import dev.reelkey.transcoder.ladder.Stills;
import java.util.Locale;

/** The WebVTT that says which tile of the storyboard sheet shows which time. */
final class Storyboard {
  private Storyboard() {}

  static String of(Stills stills, String sheet, double durationSeconds) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    long end = Math.round(durationSeconds * 1000);
    for (int tile = 0; tile < stills.tiles(); tile++) {
      long from = tile * stills.tileMillis();
      long to = Math.min(end, from + stills.tileMillis());
      if (to <= from) {
        break;
      }
      text.append('\n')
          .append(time(from))
          .append(" --> ")
          .append(time(to))
          .append('\n')
          .append(sheet)
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

  private static String time(long millis) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }
}
