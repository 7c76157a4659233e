package dev.reelkey.transcoder.ffmpeg.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The words of a subtitle packet, made harmless for WebVTT. */
final class CueText {
  private static final int LONGEST = 2_000;
  private static final Pattern BLANK_LINES = Pattern.compile("\\s*\\n\\s*");
  // Everything below blank but the line feed, and what turns text around on a terminal.
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]");
  private static final Pattern FORMAT = Pattern.compile("&lt;(/?[biu])&gt;");
  private static final Pattern OTHER_TAGS = Pattern.compile("&lt;/?[^&]{0,80}&gt;|\\{\\\\[^}]*}");

  private CueText() {}

  /** Timed text of MP4 (3GPP TS 26.245, 5.17): a length, UTF-8, then boxes of style. */
  static String ofTimedText(byte[] sample) {
    if (sample.length < 2) {
      return "";
    }
    int length = ByteBuffer.wrap(sample).getShort() & 0xFFFF;
    return plain(utf8(sample, 2, Math.min(length, sample.length - 2)), false);
  }

  /** SubRip and WebVTT as Matroska stores them: the text alone. */
  static String ofPlainText(byte[] sample) {
    return plain(utf8(sample, 0, sample.length), true);
  }

  private static String utf8(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  private static String plain(String text, boolean marked) {
    String kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String lines = kept.replace("\r\n", "\n").replace('\r', '\n');
    // An empty line would end the cue.
    String clean = BLANK_LINES.matcher(CONTROLS.matcher(lines).replaceAll("")).replaceAll("\n");
    // No angle bracket stays, so neither a tag nor the arrow of a timing line can be forged.
    String escaped = clean.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    if (!marked) {
      return escaped;
    }
    String again = escaped.replace("&amp;amp;", "&amp;").replace("&amp;lt;", "&lt;");
    String formatted = FORMAT.matcher(again).replaceAll("<$1>");
    return OTHER_TAGS.matcher(formatted).replaceAll("");
  }
}
