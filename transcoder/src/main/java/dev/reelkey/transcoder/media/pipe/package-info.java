/** The frames between the worker and its media process. */
@NullMarked
package dev.reelkey.transcoder.media.pipe;

import org.jspecify.annotations.NullMarked;
