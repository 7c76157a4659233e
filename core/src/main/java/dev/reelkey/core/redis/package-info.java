/** Redis: scripts and streams with time limits and no object codec. */
@NullMarked
package dev.reelkey.core.redis;

import org.jspecify.annotations.NullMarked;
