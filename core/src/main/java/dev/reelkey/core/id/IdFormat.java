package dev.reelkey.core.id;

import java.util.regex.Pattern;

/**
 * The alphabets of ids. All are object-key segments too, so nothing a URL or a path treats as
 * special.
 */
enum IdFormat {
  RANDOM("[a-z2-7]{26}", "26 characters of a-z and 2-7"),
  SESSION("[a-z2-7]{34}", "34 characters of a-z and 2-7"),
  RENDITION("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 lower-case letters, digits and hyphens"),
  NONCE("[a-z2-7]{8}", "8 characters of a-z and 2-7");

  private final Pattern pattern;
  private final String words;

  IdFormat(String regex, String words) {
    this.pattern = Pattern.compile(regex);
    this.words = words;
  }

  void require(String value, String what) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(what + " is " + words);
    }
  }
}
