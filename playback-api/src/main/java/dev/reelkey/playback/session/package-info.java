/** Playback sessions: what one is, where it lives, when it is over. */
@NullMarked
package dev.reelkey.playback.session;

import org.jspecify.annotations.NullMarked;
