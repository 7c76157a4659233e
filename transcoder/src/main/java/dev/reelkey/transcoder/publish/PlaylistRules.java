package dev.reelkey.transcoder.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a stored media playlist line by line, as a strict player would. */
final class PlaylistRules {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]|\uFEFF");
  private static final Pattern KEY =
      Pattern.compile("#EXT-X-KEY:METHOD=AES-128,URI=\"keys/[a-z2-7]{26}\",IV=0x[0-9A-F]{32}");
  private static final Pattern EXTINF = Pattern.compile("#EXTINF:([0-9]+\\.[0-9]{1,6}),");
  private static final Pattern FILE = Pattern.compile("[0-9]{6}-[a-z2-7]{8}\\.(ts|m4s|vtt)");

  private final String name;
  private final List<Finding> findings = new ArrayList<>();
  private double longest;
  private boolean keyed;
  private boolean timed;

  private PlaylistRules(String name) {
    this.name = name;
  }

  static List<Finding> findings(String name, String text) {
    PlaylistRules rules = new PlaylistRules(name);
    rules.judge(text);
    return rules.findings;
  }

  private void judge(String text) {
    List<String> lines = text.lines().toList();
    require(!lines.isEmpty() && lines.get(0).equals("#EXTM3U"), "S1");
    require(!CONTROL.matcher(text).find(), "S2");
    require(lines.stream().noneMatch(l -> l.startsWith("#EXT-X-STREAM-INF")), "S5");
    require(lines.stream().noneMatch(l -> l.startsWith("#EXT-X-SESSION-KEY")), "K15");
    require(count(lines, "#EXT-X-PLAYLIST-TYPE:VOD") == 1, "D6");
    require(!lines.isEmpty() && lines.get(lines.size() - 1).equals("#EXT-X-ENDLIST"), "D6");
    require(count(lines, "#EXT-X-ENDLIST") == 1, "S7");
    lines.forEach(this::judgeLine);
    judgeNumbers(lines);
  }

  private void judgeLine(String line) {
    Matcher time = EXTINF.matcher(line);
    if (line.startsWith("#EXT-X-KEY")) {
      require(KEY.matcher(line).matches(), "K7");
      keyed = true;
    } else if (time.matches()) {
      longest = Math.max(longest, Double.parseDouble(time.group(1)));
      timed = true;
    } else if (line.startsWith("#EXTINF")) {
      require(false, "D4");
    } else if (!line.startsWith("#")) {
      require(FILE.matcher(line).matches(), "S2");
      require(timed, "D4");
      require(keyed, "K13");
      keyed = false;
      timed = false;
    }
  }

  private void judgeNumbers(List<String> lines) {
    List<Integer> versions = numbers(lines, "#EXT-X-VERSION:");
    List<Integer> targets = numbers(lines, "#EXT-X-TARGETDURATION:");
    require(versions.size() == 1 && (versions.get(0) == 3 || versions.get(0) == 6), "S4");
    require(targets.size() == 1 && targets.get(0) >= 1, "D1");
    if (versions.size() == 1 && targets.size() == 1) {
      boolean rounded = versions.get(0) >= 6;
      double limit = targets.get(0) + (rounded ? 0.5 : 0);
      require(rounded ? longest < limit : longest <= limit, "D2");
    }
  }

  private static List<Integer> numbers(List<String> lines, String tag) {
    return lines.stream()
        .filter(line -> line.matches(tag + "[0-9]{1,6}"))
        .map(line -> Integer.parseInt(line.substring(tag.length())))
        .toList();
  }

  private static long count(List<String> lines, String line) {
    return lines.stream().filter(line::equals).count();
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      findings.add(new Finding(rule, name));
    }
  }
}
