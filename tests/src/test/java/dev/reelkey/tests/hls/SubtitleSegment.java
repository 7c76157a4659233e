package dev.reelkey.tests.hls;

import dev.reelkey.tests.transport.MalformedStreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebVTT segment (HLS2 3.1.4).
 *
 * @param mpegts what X-TIMESTAMP-MAP maps local time 0 to, in ticks of 90 kHz
 * @param cues on the stream's own clock
 */
record SubtitleSegment(long mpegts, List<Cue> cues) {
  private static final Pattern MAP =
      Pattern.compile(
          "X-TIMESTAMP-MAP=(?:LOCAL:([0-9:.]+),MPEGTS:(\\d+)|MPEGTS:(\\d+),LOCAL:([0-9:.]+))");
  private static final Pattern TIMES =
      Pattern.compile(
          "((?:\\d{2,}:)?\\d{2}:\\d{2}\\.\\d{3}) --> ((?:\\d{2,}:)?\\d{2}:\\d{2}\\.\\d{3})(?: .*)?");

  SubtitleSegment {
    cues = List.copyOf(cues);
  }

  /** Reads a segment; throws {@link MalformedStreamException} where the form is wrong. */
  static SubtitleSegment parse(String text) {
    String[] lines = text.split("\r?\n", -1);
    MalformedStreamException.require(lines[0].matches("WEBVTT([ \t].*)?"), "no WEBVTT header");
    Matcher map = MAP.matcher(lines.length > 1 ? lines[1] : "");
    MalformedStreamException.require(map.matches(), "no X-TIMESTAMP-MAP after the header");
    String ticks = map.group(2) == null ? map.group(3) : map.group(2);
    String local = map.group(1) == null ? map.group(4) : map.group(1);
    double zero = Long.parseLong(ticks) / OpenedSegment.TICKS - seconds(local);
    List<Cue> cues = new ArrayList<>();
    for (int n = 2; n < lines.length; n++) {
      Matcher times = TIMES.matcher(lines[n]);
      if (lines[n].contains("-->")) {
        MalformedStreamException.require(times.matches(), "a cue without its times");
        StringBuilder body = new StringBuilder();
        for (int row = n + 1; row < lines.length && !lines[row].isEmpty(); row++) {
          body.append(lines[row]).append('\n');
        }
        cues.add(
            new Cue(
                zero + seconds(times.group(1)), zero + seconds(times.group(2)), body.toString()));
      }
    }
    return new SubtitleSegment(Math.round(zero * OpenedSegment.TICKS), cues);
  }

  private static double seconds(String time) {
    double seconds = 0;
    for (String part : time.split(":")) {
      seconds = 60 * seconds + Double.parseDouble(part);
    }
    return seconds;
  }
}
