/** Looking at sessions and ending them, for owners and openers. */
@NullMarked
package dev.reelkey.playback.oversight;

import org.jspecify.annotations.NullMarked;
