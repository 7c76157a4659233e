package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;

/**
 * The sound in one language, always AAC-LC.
 *
 * @param stream index of the track in the source
 */
public record AudioRung(
    RenditionName name,
    String language,
    int stream,
    RungSource source,
    int sampleRate,
    int channels,
    int bitsPerSecond) {}
