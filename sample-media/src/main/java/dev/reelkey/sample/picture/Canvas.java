package dev.reelkey.sample.picture;

import java.util.ArrayList;
import java.util.List;

/** A picture in 8-bit 4:2:0 that remembers what was painted, so that it can be wiped cheaply. */
public final class Canvas {
  private record Spot(int left, int top, int right, int bottom) {}

  private final int width;
  private final int height;
  private final Plane luma;
  private final Plane cb;
  private final Plane cr;
  private final List<Spot> painted = new ArrayList<>();

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    int chromaWidth = (width + 1) / 2;
    int chromaHeight = (height + 1) / 2;
    luma = new Plane(width, height);
    cb = new Plane(chromaWidth, chromaHeight);
    cr = new Plane(chromaWidth, chromaHeight);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The planes in the order Y, Cb, Cr. */
  public List<Plane> planes() {
    return List.of(luma, cb, cr);
  }

  /** The picture turned against the clock, as a phone held upright records it. */
  public Canvas turned() {
    Canvas turned = new Canvas(height, width);
    for (int n = 0; n < 3; n++) {
      turned.planes().get(n).copyTurned(planes().get(n));
    }
    return turned;
  }

  void set(int x, int y, Paint paint) {
    luma.set(x, y, paint.y());
    cb.set(x / 2, y / 2, paint.cb());
    cr.set(x / 2, y / 2, paint.cr());
  }

  /** Paints a shape with its upper left corner at the given place. */
  void paint(Mask mask, int x, int y, Paint paint, double opacity) {
    // An even corner keeps colour and brightness together.
    int left = x & ~1;
    int top = y & ~1;
    Spot spot =
        new Spot(
            Math.max(0, left),
            Math.max(0, top),
            Math.min(width, left + mask.width()),
            Math.min(height, top + mask.height()));
    int strength = (int) Math.round(256 * opacity);
    luma.blend(mask.full(), left, top, paint.y(), strength);
    cb.blend(mask.half(), left / 2, top / 2, paint.cb(), strength);
    cr.blend(mask.half(), left / 2, top / 2, paint.cr(), strength);
    painted.add(spot);
  }

  /** Takes back all that was painted. */
  void wipe(Canvas background) {
    for (Spot spot : painted) {
      luma.copy(background.luma, spot.left, spot.top, spot.right, spot.bottom);
      int right = (spot.right + 1) / 2;
      int bottom = (spot.bottom + 1) / 2;
      cb.copy(background.cb, spot.left / 2, spot.top / 2, right, bottom);
      cr.copy(background.cr, spot.left / 2, spot.top / 2, right, bottom);
    }
    painted.clear();
  }

  void wipeAll(Canvas background) {
    painted.add(new Spot(0, 0, width, height));
    wipe(background);
  }
}
