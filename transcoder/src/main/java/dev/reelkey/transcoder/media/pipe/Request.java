package dev.reelkey.transcoder.media.pipe;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.media.SourceLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the media process shall do.
 *
 * @param task absent for a scan
 * @param plan absent for a scan
 */
public record Request(
    long sourceBytes, SourceLimits limits, @Nullable MediaTask task, @Nullable EncodingPlan plan) {}
