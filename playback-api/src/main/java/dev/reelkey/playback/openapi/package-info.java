/** The description of Reelkey's public HTTP interface. */
@NullMarked
package dev.reelkey.playback.openapi;

import org.jspecify.annotations.NullMarked;
