/** Reads a source once and says what it is. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.scan;

import org.jspecify.annotations.NullMarked;
