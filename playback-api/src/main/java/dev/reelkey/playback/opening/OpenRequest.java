package dev.reelkey.playback.opening;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/videos/{id}/sessions}.
 *
 * @param viewer who will watch, in the caller's words
 * @param tier bearer, dpop or native; null for what the policy gives
 * @param dpopJkt RFC 7638 thumbprint of the player's key, for the dpop tier
 */
public record OpenRequest(
    @Nullable String viewer, @Nullable String tier, @Nullable String dpopJkt) {}
