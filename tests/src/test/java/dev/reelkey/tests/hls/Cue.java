package dev.reelkey.tests.hls;

/** A text and the time it shows, in seconds. */
public record Cue(double start, double end, String text) {}
