package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.secret.ContentKey;

/**
 * One content key and what must be known to release it.
 *
 * @param height of the rendition in pixels; 0 for sound and text
 * @param period index of the timeline period, the same in all renditions
 * @param firstSegment of the period, from 0
 * @param seconds how much media the key opens
 */
public record KeyringEntry(
    KeyId kid,
    RenditionName rendition,
    int height,
    int period,
    int firstSegment,
    double seconds,
    ContentKey key) {}
