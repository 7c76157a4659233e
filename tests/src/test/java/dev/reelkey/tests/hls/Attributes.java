package dev.reelkey.tests.hls;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An attribute list (HLS2 4.2), values as they are written. */
public final class Attributes {
  private static final Pattern ONE =
      Pattern.compile("([A-Z0-9-]+)=(\"[^\"\\r\\n]*\"|[^\",\\s]+)(,|$)");
  private static final Pattern HEX = Pattern.compile("0x[0-9A-F]+");
  private static final Pattern FLOAT = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*x[1-9][0-9]*");
  private static final Pattern ENUM = Pattern.compile("[A-Z0-9-]+");
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);
  private static final Set<String> QUOTED =
      Set.of(
          "URI",
          "CODECS",
          "AUDIO",
          "VIDEO",
          "SUBTITLES",
          "GROUP-ID",
          "NAME",
          "LANGUAGE",
          "ASSOC-LANGUAGE",
          "CHANNELS",
          "CHARACTERISTICS",
          "KEYFORMAT",
          "KEYFORMATVERSIONS",
          "SUPPLEMENTAL-CODECS",
          "STABLE-VARIANT-ID",
          "STABLE-RENDITION-ID",
          "BYTERANGE");
  private static final Set<String> INTEGERS = Set.of("BANDWIDTH", "AVERAGE-BANDWIDTH");
  private static final Set<String> FLOATS = Set.of("FRAME-RATE", "SCORE", "TIME-OFFSET");

  private final Map<String, String> values;
  private final String where;

  private Attributes(Map<String, String> values, String where) {
    this.values = values;
    this.where = where;
  }

  static Attributes parse(PlaylistLine line, Findings findings) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher matcher = ONE.matcher(line.value());
    int at = 0;
    while (at < line.value().length() && matcher.find(at) && matcher.start() == at) {
      findings.must(
          values.put(matcher.group(1), matcher.group(2)) == null,
          "S6",
          line.where(),
          matcher.group(1) + " stands twice");
      checkForm(matcher.group(1), matcher.group(2), line.where(), findings);
      at = matcher.end();
    }
    boolean whole = at == line.value().length() && !line.value().endsWith(",");
    findings.must(whole, "S6", line.where(), "no attribute list from column " + at);
    return new Attributes(values, line.where());
  }

  private static void checkForm(String name, String value, String where, Findings findings) {
    boolean quoted = value.startsWith("\"");
    boolean right;
    if (QUOTED.contains(name)) {
      right = quoted && value.length() > 2;
    } else if (INTEGERS.contains(name)) {
      right = value.matches("[0-9]{1,20}") && new BigInteger(value).compareTo(LIMIT) < 0;
    } else if (FLOATS.contains(name)) {
      right = FLOAT.matcher(value).matches();
    } else if (name.equals("IV")) {
      right = HEX.matcher(value).matches();
    } else if (name.equals("RESOLUTION")) {
      right = SIZE.matcher(value).matches();
    } else {
      right = quoted || ENUM.matcher(value).matches();
    }
    findings.must(right, "S6", where, name + " has the wrong form");
  }

  public String where() {
    return where;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** The value without its quotes, if there are any. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> value.replace("\"", ""));
  }

  /** The value, or an empty text: for comparing. */
  public String text(String name) {
    return get(name).orElse("");
  }

  /** The value as a number, or -1 if it is none. */
  public double number(String name) {
    return get(name)
        .filter(value -> FLOAT.matcher(value).matches())
        .map(Double::parseDouble)
        .orElse(-1.0);
  }
}
