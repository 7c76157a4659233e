package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;

/** Text in one language, always WebVTT. */
public record SubtitleRung(RenditionName name, String language, int stream, boolean forced) {}
