/** The media origin: immutable objects behind a signed path. */
@NullMarked
package dev.reelkey.playback.origin;

import org.jspecify.annotations.NullMarked;
