/** The multivariant playlist, made for one session and the same each time. */
@NullMarked
package dev.reelkey.playback.manifest;

import org.jspecify.annotations.NullMarked;
