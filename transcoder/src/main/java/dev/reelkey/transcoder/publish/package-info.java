/** Turns finished work into a published presentation, after judging it, and clears up. */
@NullMarked
package dev.reelkey.transcoder.publish;

import org.jspecify.annotations.NullMarked;
