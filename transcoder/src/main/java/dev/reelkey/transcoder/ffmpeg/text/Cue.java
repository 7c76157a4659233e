package dev.reelkey.transcoder.ffmpeg.text;

/** One subtitle as WebVTT shows it; times in milliseconds after the first picture. */
record Cue(long startMillis, long endMillis, String text) {}
