package dev.reelkey.transcoder.timeline;

/** The source packet to start decoding at, in source ticks. */
public record SeekPoint(long pts, long dts) {}
