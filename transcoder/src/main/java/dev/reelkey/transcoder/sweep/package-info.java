/** What is still to be done for a video whose marker lies under open/. */
@NullMarked
package dev.reelkey.transcoder.sweep;

import org.jspecify.annotations.NullMarked;
