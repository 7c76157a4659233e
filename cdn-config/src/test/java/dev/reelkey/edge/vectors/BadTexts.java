package dev.reelkey.edge.vectors;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tokens and paths that are not of their form. */
final class BadTexts {
  private static final String OBJECTS =
      """
      /
      v720
      v720/
      v720/x
      v720//000042-abcdefgh.ts
      /v720/000042-abcdefgh.ts
      V720/000042-abcdefgh.ts
      -v720/000042-abcdefgh.ts
      v_720/000042-abcdefgh.ts
      ../000042-abcdefgh.ts
      v720/../v720/000042-abcdefgh.ts
      v720/./000042-abcdefgh.ts
      %2e%2e/000042-abcdefgh.ts
      v720/%2e%2e/000042-abcdefgh.ts
      v720%2f000042-abcdefgh.ts
      v720/00042-abcdefgh.ts
      v720/0000042-abcdefgh.ts
      v720/000042-abcdefg.ts
      v720/000042-abcdefghi.ts
      v720/000042-ABCDEFGH.ts
      v720/000042-abcdefg1.ts
      v720/000042_abcdefgh.ts
      v720/000042-abcdefgh.mp4
      v720/000042-abcdefgh.TS
      v720/000042-abcdefgh.ts/
      v720/000042-abcdefgh.ts.
      v720/000042-abcdefgh.ts%00
      v720/000042-abcdefgh.ts%20
      v720/000042-abcdefgh%2ets
      v720/000042-abcdefghxts
      v720/000042-abcdefgh.ts?
      v720/000042-abcdefgh.ts?x=1
      v720/000042-abcdefgh.ts#x
      v720/000042-abcdefgh.ts;x=1
      v720/000042-abcdefgh.ts,x
      v720/index-0.m3u8
      v720/index-01.m3u8
      v720/index-10000.m3u8
      v720/index-.m3u8
      v720/index.m3u8
      v720/index-1.m3u
      v720/index-1xm3u8
      v720/index--1.m3u8
      v720/index-1.m3u8.gz
      v720/Index-1.m3u8
      v720/keys
      v720/keys/
      v720/keys/abc
      v720/master.m3u8
      v720/%30%30%30042-abcdefgh.ts
      v720/%c0%ae%c0%ae/000042-abcdefgh.ts
      v720/%252e%252e/000042-abcdefgh.ts
      v720/..;/000042-abcdefgh.ts
      """;

  private BadTexts() {}

  /** What may follow the generation in no path. */
  static List<String> objects() {
    Stream<String> others =
        Stream.of(
            "",
            "v".repeat(33) + "/000042-abcdefgh.ts",
            "v720/000042-abcdefgh.ts\\",
            "v720\\000042-abcdefgh.ts",
            "v720/keys/" + "a".repeat(25),
            "v720/keys/" + "a".repeat(27),
            "v720/keys/" + "A".repeat(26),
            "v720/keys/" + "1".repeat(26),
            "v720/keys/" + "a".repeat(26) + "/x",
            "v720/keys/../keys/" + "a".repeat(26),
            "v720/key/" + "a".repeat(26),
            "keys/" + "a".repeat(26),
            "v720/000042-abcdefgh.ts\u00a0",
            "v720/00004\u0662-abcdefgh.ts",
            "v\u00fc/000042-abcdefgh.ts",
            "v720/000042-abcdefgh.ts\n",
            "v720/000042-abcdefgh.ts\r");
    return Stream.concat(OBJECTS.lines(), others).toList();
  }

  /** Whole targets around a good path. */
  static List<String> targets(String good, String token, Words words) {
    return List.of(
        "",
        "/",
        "/t",
        "/t/",
        "/t/" + token,
        "/t/" + token + "/",
        "t" + good.substring(2),
        "/T" + good.substring(2),
        "//" + good.substring(1),
        "/./" + good.substring(1),
        "/x/.." + good,
        "/%74" + good.substring(2),
        "/t/" + good,
        good.replace("/t/", "/t//"),
        "http://edge.example" + good,
        good.replace(words.vid(), words.vid() + "a"),
        good.replace(words.vid(), words.vid().substring(1)),
        good.replace(words.vid(), words.vid().toUpperCase(Locale.ROOT)),
        good.replace(words.gen(), ""),
        good.replace("/" + words.gen(), ""),
        good.replace(words.gen(), words.gen() + "/x"),
        good.replace(words.gen(), "1".repeat(26)),
        good + good,
        " " + good,
        good + " ");
  }

  /** Of the token segment's alphabet, but no tokens. */
  static List<String> tokenForms(String good, Words words) {
    String mac = good.substring(good.length() - 43);
    String front = "e1.main-1." + words.exp() + "." + words.sid() + ".";
    return List.of(
        "x",
        ".",
        "e1",
        "e1.",
        "e1....",
        good + ".",
        "." + good,
        good + ".x",
        good + "." + mac + "." + mac,
        good.replace("e1.", "e2."),
        good.replace("e1.", "E1."),
        good.replace("e1.", "m1."),
        good.replace("e1.", ""),
        good.replace("main-1", "Main-1"),
        good.replace("main-1", "main-0"),
        good.replace("main-1", "main-01"),
        good.replace("main-1", "main"),
        good.replace("main-1", "-1"),
        good.replace("main-1", "main_1"),
        good.replace("main-1", "1main-1"),
        good.replace("main-1", "main-1000000"),
        good.replace("main-1", "__proto__"),
        good.replace("main-1", "abcdefghijklmnopq-1"),
        good.replace(words.exp(), "0" + words.exp().substring(1)),
        good.replace(words.exp(), "0" + words.exp()),
        good.replace(words.exp(), words.exp() + "0"),
        good.replace(words.exp(), "999999999"),
        good.replace(words.exp(), "1e9"),
        good.replace(words.exp(), "-900000000"),
        good.replace(words.sid(), words.sid().substring(1)),
        good.replace(words.sid(), words.sid() + "a"),
        good.replace(words.sid(), words.sid().toUpperCase(Locale.ROOT)),
        front,
        front + mac.substring(1),
        front + mac + "A",
        front + "A" + mac,
        front + "A".repeat(43),
        front + mac.toLowerCase(Locale.ROOT),
        front + mac.replace('-', '_').replace('_', '-') + "_",
        good.replace(".", "-"));
  }

  /** Not even of the segment's alphabet. */
  static List<String> noTokens(String good) {
    return List.of(
        "",
        good + "=",
        good + "%2e",
        good + " ",
        good + "\t",
        good + "~",
        "a".repeat(257),
        good + ";x",
        good + "@");
  }
}
