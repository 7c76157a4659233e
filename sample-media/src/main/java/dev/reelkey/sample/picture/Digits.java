package dev.reelkey.sample.picture;

import java.util.HashMap;
import java.util.Map;

/** Figures of seven rounded strokes, readable at any size. */
final class Digits {
  // Strokes in the order top, upper left, upper right, middle, lower left, lower right, bottom.
  private static final int[] STROKES = {
    0b1110111, 0b0010010, 0b1011101, 0b1011011, 0b0111010, 0b1101011, 0b1101111, 0b1010010,
    0b1111111, 0b1111011
  };
  private static final double[][] LINES = {
    {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 1, 1}, {0, 1, 1, 1}, {0, 1, 0, 2}, {1, 1, 1, 2}, {0, 2, 1, 2}
  };

  private final int height;
  private final Map<Character, Mask> glyphs = new HashMap<>();

  Digits(int height) {
    this.height = height;
    for (char digit = '0'; digit <= '9'; digit++) {
      int strokes = STROKES[digit - '0'];
      glyphs.put(digit, Mask.of(digitWidth(), height, (x, y) -> toDigit(strokes, x, y)));
    }
    glyphs.put(':', Mask.of(pointWidth(), height, this::toColon));
    glyphs.put('.', Mask.of(pointWidth(), height, (x, y) -> toPoint(x, y, height - 1.5 * pen())));
  }

  int widthOf(String text) {
    return text.chars().map(character -> glyph((char) character).width() + gap()).sum() - gap();
  }

  void write(Canvas canvas, String text, int left, int top, Paint paint) {
    int x = left;
    for (char character : text.toCharArray()) {
      Mask glyph = glyph(character);
      canvas.paint(glyph, x, top, paint, 1);
      x += glyph.width() + gap();
    }
  }

  private Mask glyph(char character) {
    Mask glyph = glyphs.get(character);
    if (glyph == null) {
      throw new IllegalArgumentException("only figures, colons and points can be written");
    }
    return glyph;
  }

  private double toDigit(int strokes, double x, double y) {
    double nearest = Double.MAX_VALUE;
    double wide = digitWidth() - 2 * pen();
    double high = (height - 2 * pen()) / 2;
    for (int n = 0; n < LINES.length; n++) {
      if ((strokes >> (LINES.length - 1 - n) & 1) == 1) {
        double[] line = LINES[n];
        double distance =
            Mask.toLine(
                x - pen(),
                y - pen(),
                line[0] * wide,
                line[1] * high,
                line[2] * wide,
                line[3] * high);
        nearest = Math.min(nearest, distance);
      }
    }
    return nearest - 0.8 * pen();
  }

  private double toColon(double x, double y) {
    return Math.min(toPoint(x, y, height * 0.3), toPoint(x, y, height * 0.7));
  }

  private double toPoint(double x, double y, double centre) {
    return Math.hypot(x - pointWidth() / 2.0, y - centre) - pen();
  }

  private double pen() {
    return height * 0.08;
  }

  private int digitWidth() {
    return (int) Math.ceil(height * 0.56);
  }

  private int pointWidth() {
    return (int) Math.ceil(height * 0.22);
  }

  private int gap() {
    return (int) Math.ceil(height * 0.08);
  }
}
