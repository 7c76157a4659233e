package dev.reelkey.transcoder.probe;

/**
 * One text subtitle track of the source; picture subtitles are not listed.
 *
 * @param language two or three lower-case letters (BCP 47), {@code und} when the file says none
 */
public record SubtitleTrack(int stream, String language, String codec, boolean forced) {}
