package dev.reelkey.transcoder.media.pipe;

import dev.reelkey.transcoder.encode.ScannedSource;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import org.jspecify.annotations.Nullable;

/** The answer to a scan: one of both is there. */
public record Answer(@Nullable ScannedSource source, @Nullable ProbeRefusal refusal) {}
