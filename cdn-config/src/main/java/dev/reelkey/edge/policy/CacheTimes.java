package dev.reelkey.edge.policy;

/**
 * What the edge stores and what it tells caches behind it.
 *
 * @param mediaControl the Cache-Control of playlists and segments
 * @param preflightSeconds how long a browser may remember a preflight (Access-Control-Max-Age)
 */
public record CacheTimes(
    String mediaControl,
    int sizeMegabytes,
    int indexMegabytes,
    int inactiveDays,
    int preflightSeconds) {
  public CacheTimes {
    if (mediaControl.isBlank()) {
      throw new IllegalArgumentException("media needs a Cache-Control");
    }
    if (sizeMegabytes < 1 || indexMegabytes < 1 || inactiveDays < 1 || preflightSeconds < 0) {
      throw new IllegalArgumentException("sizes and times of the cache are positive");
    }
  }
}
