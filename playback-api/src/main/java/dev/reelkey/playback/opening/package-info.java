/** Who may open which session, and what a repeated request opens. */
@NullMarked
package dev.reelkey.playback.opening;

import org.jspecify.annotations.NullMarked;
