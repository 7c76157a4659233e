package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.token.Tier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the request itself proves it.
 *
 * @param viewer null in the native tier, where only the session store knows
 * @param maxHeight the tallest rendition the token opens; 0 for all
 * @param proofKey thumbprint of the DPoP key; empty in other tiers
 * @param proofHash names the proof shown; empty in other tiers
 */
record Viewer(
    SessionId session,
    @Nullable ViewerPseudonym viewer,
    Tier tier,
    int maxHeight,
    String proofKey,
    String proofHash) {}
