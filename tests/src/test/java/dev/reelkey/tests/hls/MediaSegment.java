package dev.reelkey.tests.hls;

/**
 * One segment as its playlist describes it.
 *
 * @param seconds the value of EXTINF
 * @param duration EXTINF as written
 * @param discontinuity whether EXT-X-DISCONTINUITY stands before it
 */
public record MediaSegment(
    String uri,
    double seconds,
    String duration,
    SegmentKey key,
    boolean discontinuity,
    String where) {}
