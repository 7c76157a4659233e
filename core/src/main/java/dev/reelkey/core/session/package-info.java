/** How a playback session lies in Redis. */
@NullMarked
package dev.reelkey.core.session;

import org.jspecify.annotations.NullMarked;
