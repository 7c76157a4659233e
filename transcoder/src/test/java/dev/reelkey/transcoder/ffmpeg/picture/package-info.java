/** Pictures drawn in memory through filters and encoder. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.picture;

import org.jspecify.annotations.NullMarked;
