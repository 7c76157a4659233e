/** Makes the poster and the storyboard. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.still;

import org.jspecify.annotations.NullMarked;
