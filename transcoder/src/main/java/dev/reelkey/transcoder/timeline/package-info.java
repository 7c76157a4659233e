/** The cut points that every rendition of a generation shares. */
@NullMarked
package dev.reelkey.transcoder.timeline;

import org.jspecify.annotations.NullMarked;
