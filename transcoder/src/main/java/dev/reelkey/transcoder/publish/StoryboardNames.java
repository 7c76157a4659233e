package dev.reelkey.transcoder.publish;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pictures that a storyboard's WebVTT names. */
final class StoryboardNames {
  private static final Pattern PICTURE =
      Pattern.compile("^([0-9]{6}-[a-z2-7]{8}\\.jpg)#", Pattern.MULTILINE);

  private StoryboardNames() {}

  static Set<String> in(String prefix, String webVtt) {
    return PICTURE
        .matcher(webVtt)
        .results()
        .map((MatchResult match) -> prefix + match.group(1))
        .collect(Collectors.toSet());
  }
}
