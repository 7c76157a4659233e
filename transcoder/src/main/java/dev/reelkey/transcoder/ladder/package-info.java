/** Which renditions a source gets. */
@NullMarked
package dev.reelkey.transcoder.ladder;

import org.jspecify.annotations.NullMarked;
