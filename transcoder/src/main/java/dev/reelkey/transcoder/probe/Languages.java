package dev.reelkey.transcoder.probe;

import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what files say into BCP 47 primary tags; anything odd becomes "unknown". */
public final class Languages {
  public static final String UNKNOWN = "und";
  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}");

  private Languages() {}

  /** {@code eng} becomes {@code en}: BCP 47 wants the shortest code (RFC 5646, 2.2.1). */
  public static String tag(String said) {
    String code = said.strip().toLowerCase(Locale.ROOT);
    int region = code.indexOf('-');
    code = bibliographic(region > 0 ? code.substring(0, region) : code);
    if (!TAG.matcher(code).matches()) {
      return UNKNOWN;
    }
    if (code.length() == 2) {
      return code;
    }
    for (String two : Locale.getISOLanguages()) {
      if (new Locale(two).getISO3Language().equals(code)) {
        return two;
      }
    }
    return code;
  }

  /** The twenty old codes of ISO 639-2/B that films use most. */
  private static String bibliographic(String code) {
    return switch (code) {
      case "ger" -> "de";
      case "fre" -> "fr";
      case "dut" -> "nl";
      case "chi" -> "zh";
      case "cze" -> "cs";
      case "gre" -> "el";
      case "per" -> "fa";
      case "rum" -> "ro";
      case "slo" -> "sk";
      case "ice" -> "is";
      case "alb" -> "sq";
      case "arm" -> "hy";
      case "baq" -> "eu";
      case "bur" -> "my";
      case "geo" -> "ka";
      case "mac" -> "mk";
      case "may" -> "ms";
      case "wel" -> "cy";
      default -> code;
    };
  }
}
