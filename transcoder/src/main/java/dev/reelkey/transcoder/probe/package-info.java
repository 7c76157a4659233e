/** What a source is, and why one is refused. */
@NullMarked
package dev.reelkey.transcoder.probe;

import org.jspecify.annotations.NullMarked;
