package dev.reelkey.sample.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The moving picture: a clock over a gradient, planets around it, and a bar that flashes.
 *
 * <p>Apart from the flash the mean brightness hardly changes, so that tests find flashes by it.
 */
public final class TestCard {
  private static final int NIGHT = 0x1b1f4b;
  private static final int SEA = 0x0e7c86;
  private static final Paint WHITE = Paint.rgb(0xffffff);
  private static final Paint PALE = Paint.rgb(0xb8e0e8);
  private static final Paint BLACK = Paint.rgb(0x000000);
  private static final List<Paint> PLANETS =
      List.of(Paint.rgb(0xff6b6b), Paint.rgb(0xffd166), Paint.rgb(0x2ee6a8));
  private static final int TRAIL = 10;
  private static final double SECONDS_PER_TURN = 5;

  private final int width;
  private final int height;
  private final double totalSeconds;
  private final Canvas background;
  private final Canvas canvas;
  private final Digits clock;
  private final Digits counter;
  private final Mask bar;
  private final List<Mask> trail;

  /** A card of the given size for a clip of the given length. */
  public TestCard(int width, int height, double totalSeconds) {
    this.width = width;
    this.height = height;
    this.totalSeconds = totalSeconds;
    this.background = gradient(width, height);
    this.canvas = new Canvas(width, height);
    int text = Math.min(height / 5, width / 8);
    this.clock = new Digits(text);
    this.counter = new Digits(Math.max(8, text / 3));
    this.bar = Mask.rectangle(width, barHeight() + 1);
    int planet = Math.max(6, Math.min(width, height) / 9);
    this.trail =
        IntStream.range(0, TRAIL)
            .mapToObj(n -> Mask.disc(planet - planet * n / (TRAIL + 2)))
            .toList();
    canvas.wipeAll(background);
  }

  /** The picture that is shown from {@code seconds} on; it is valid until the next call. */
  public Canvas draw(int frame, double seconds, boolean flash) {
    canvas.wipe(background);
    for (int n = 0; n < PLANETS.size(); n++) {
      planet(PLANETS.get(n), seconds / SECONDS_PER_TURN + (double) n / PLANETS.size());
    }
    long millis = Math.round(seconds * 1000);
    String time =
        String.format(
            Locale.ROOT, "%02d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    int left = (width - clock.widthOf(time)) / 2;
    clock.write(canvas, time, left, height * 36 / 100, WHITE);
    String count = String.format(Locale.ROOT, "%05d", frame);
    counter.write(canvas, count, (width - counter.widthOf(count)) / 2, height * 62 / 100, PALE);
    bottom(seconds, flash);
    return canvas;
  }

  private void planet(Paint paint, double turns) {
    for (int n = TRAIL - 1; n >= 0; n--) {
      Mask disc = trail.get(n);
      double angle = 2 * Math.PI * (turns - n * 0.012);
      int x = (int) Math.round(width * (0.5 + 0.43 * Math.cos(angle)) - disc.width() / 2.0);
      int y = (int) Math.round(height * (0.44 + 0.33 * Math.sin(angle)) - disc.height() / 2.0);
      canvas.paint(disc, x, y, paint, n == 0 ? 1 : 0.35 * (TRAIL - n) / TRAIL);
    }
  }

  private void bottom(double seconds, boolean flash) {
    if (flash) {
      canvas.paint(bar, 0, height - barHeight(), WHITE, 1);
    }
    int done = (int) Math.round(width * seconds / totalSeconds);
    int thickness = Math.max(2, height / 180);
    if (done > 0) {
      Mask progress = Mask.rectangle(done, thickness);
      canvas.paint(progress, 0, height - barHeight() - thickness - 2, PALE, 1);
    }
  }

  private int barHeight() {
    return Math.max(6, height / 8);
  }

  private static Canvas gradient(int width, int height) {
    Canvas canvas = new Canvas(width, height);
    int grid = Math.max(8, Math.min(width, height) / 9);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double share = ((double) x / width + (double) y / height) / 2;
        boolean line = x % grid < Math.max(1, grid / 40) || y % grid < Math.max(1, grid / 40);
        canvas.set(x, y, Paint.mix(line ? NIGHT + 0x101010 : NIGHT, SEA, share));
      }
    }
    canvas.paint(Mask.rectangle(width, height / 8), 0, height - height / 8, BLACK, 0.5);
    return canvas;
  }
}
