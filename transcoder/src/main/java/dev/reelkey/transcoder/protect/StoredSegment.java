package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.media.SegmentFacts;
import org.jspecify.annotations.Nullable;

/**
 * One object that a task attempt stored.
 *
 * @param file its name below the rendition
 * @param bytes as stored
 * @param sha256 as stored, lower-case hex
 * @param key null for the clear pictures, the poster and the storyboard
 * @param iv null for those too
 * @param shape of the transport stream before encryption; null for what is none
 */
public record StoredSegment(
    RenditionName rendition,
    int segment,
    String file,
    long bytes,
    String sha256,
    @Nullable KeyId key,
    @Nullable Iv iv,
    SegmentFacts facts,
    @Nullable TsShape shape) {}
