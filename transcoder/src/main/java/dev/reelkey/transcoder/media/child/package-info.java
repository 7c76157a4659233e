/** The worker's side: starts, confines, feeds, watches and kills the media process. */
@NullMarked
package dev.reelkey.transcoder.media.child;

import org.jspecify.annotations.NullMarked;
