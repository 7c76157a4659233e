package dev.reelkey.core.keyplan;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.secret.ContentKey;

/**
 * The key of one rendition in one period.
 *
 * @param period index in {@link KeyPlanRequest#periods()}
 */
public record PlannedKey(RenditionName rendition, int period, KeyId kid, ContentKey key) {}
