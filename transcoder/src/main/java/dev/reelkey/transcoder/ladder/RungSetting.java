package dev.reelkey.transcoder.ladder;

/**
 * One step of a profile's ladder.
 *
 * @param height class by the picture's shorter side in pixels
 */
public record RungSetting(int height, int crf, int maxBitsPerSecond) {}
