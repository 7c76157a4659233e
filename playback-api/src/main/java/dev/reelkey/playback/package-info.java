/** The playback API put together: its settings, its routes, its start. */
@NullMarked
package dev.reelkey.playback;

import org.jspecify.annotations.NullMarked;
