package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.probe.VideoTrack;

/**
 * The poster and the storyboard: the only clear pictures that rest.
 *
 * @param tiles how many pictures the storyboard sheet shows, row by row
 * @param tileMillis the time that one tile stands for
 */
public record Stills(
    int posterWidth,
    int posterHeight,
    int tileWidth,
    int tileHeight,
    int columns,
    int tiles,
    long tileMillis) {
  public static final RenditionName POSTER = new RenditionName("poster");
  public static final RenditionName STORYBOARD = new RenditionName("storyboard");
  public static final int POSTER_PIXELS = 640;
  public static final int TILE_PIXELS = 160;
  private static final long SHORTEST_TILE_MILLIS = 2_000;
  private static final int MOST_TILES = 100;

  public Stills {
    if (Math.max(posterWidth, posterHeight) > POSTER_PIXELS
        || Math.max(tileWidth, tileHeight) > TILE_PIXELS) {
      throw new IllegalArgumentException("clear pictures stay small");
    }
  }

  /** A poster of the picture's shape, and at most a hundred tiles of at least two seconds each. */
  public static Stills of(VideoTrack track, long durationMillis) {
    long tileMillis =
        Math.max(SHORTEST_TILE_MILLIS, (durationMillis + MOST_TILES - 1) / MOST_TILES);
    int tiles = (int) Math.max(1, (durationMillis + tileMillis - 1) / tileMillis);
    int columns = (int) Math.ceil(Math.sqrt(tiles));
    int wide = track.displayWidth();
    int high = track.displayHeight();
    double poster = Math.min(1, (double) POSTER_PIXELS / Math.max(wide, high));
    double tile = Math.min(1, (double) TILE_PIXELS / Math.max(wide, high));
    return new Stills(
        even(wide * poster),
        even(high * poster),
        even(wide * tile),
        even(high * tile),
        columns,
        tiles,
        tileMillis);
  }

  private static int even(double pixels) {
    return Math.max(2, (int) (pixels / 2) * 2);
  }

  public int rows() {
    return (tiles + columns - 1) / columns;
  }
}
