/** What only the transcoder may ask, on a listener that is never public. */
@NullMarked
package dev.reelkey.keyserver.internal;

import org.jspecify.annotations.NullMarked;
