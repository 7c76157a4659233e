package dev.reelkey.edge.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named pieces of regular expression, in the subset that PCRE, JavaScript and Java read alike. */
public record Grammar(Map<String, String> pieces) {
  // A quantifier such as {26} starts with a digit, so it is never taken for a name.
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z_]*)}");
  private static final int DEEPEST = 8;

  @JsonCreator(mode = Mode.DELEGATING)
  public Grammar {
    pieces = Map.copyOf(pieces);
  }

  /** The pattern with every name in braces replaced by its piece, anchored at both ends. */
  public String regex(String pattern) {
    return "^" + expand(pattern) + "$";
  }

  /** The pattern with every name in braces replaced by its piece. */
  public String expand(String pattern) {
    String expanded = pattern;
    for (int depth = 0; depth < DEEPEST && NAME.matcher(expanded).find(); depth++) {
      expanded =
          NAME.matcher(expanded).replaceAll(name -> Matcher.quoteReplacement(piece(name.group(1))));
    }
    if (NAME.matcher(expanded).find()) {
      throw new IllegalArgumentException("the grammar names itself: " + pattern);
    }
    return Pattern.compile(expanded).pattern();
  }

  private String piece(String name) {
    String piece = pieces.get(name);
    if (piece == null) {
      throw new IllegalArgumentException("the grammar has no piece named " + name);
    }
    return piece;
  }
}
