package dev.reelkey.playback.manifest;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The attribute list of one playlist tag (HLS2 4.2): each name once, no blanks around signs. */
final class Attributes {
  private static final int LONGEST = 80;

  private final Map<String, String> values = new LinkedHashMap<>();

  /** A decimal, a resolution or an enumerated word. */
  Attributes plain(String name, Object value) {
    values.put(name, value.toString());
    return this;
  }

  /** A quoted string that we made ourselves. */
  Attributes quoted(String name, String value) {
    values.put(name, '"' + value + '"');
    return this;
  }

  /**
   * A quoted string whose text came with an upload: what could end the string or the line is left
   * out (MED-6).
   */
  Attributes label(String name, String value) {
    return quoted(name, harmless(value));
  }

  static String harmless(String value) {
    String text =
        Normalizer.normalize(value, Normalizer.Form.NFC)
            .codePoints()
            .filter(Attributes::isHarmless)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return text.isEmpty() ? "-" : text;
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /** Format characters reorder what a menu shows; a brace could begin a variable (HLS2 4.3). */
  private static boolean isHarmless(int c) {
    int type = Character.getType(c);
    return c != '"'
        && c != '{'
        && c != '}'
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
