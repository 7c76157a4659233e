package dev.reelkey.tests.hls;

/**
 * A rule that something stored breaks.
 *
 * @param rule the id, for example {@code K5}
 * @param where the playlist, and the line or segment in it
 */
public record Violation(String rule, Level level, String where, String what) {
  /** How much the rule demands. */
  public enum Level {
    MUST,
    SHOULD
  }

  @Override
  public String toString() {
    return rule + " " + level + " " + where + ": " + what;
  }
}
