/** What the scan makes of times. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.scan;

import org.jspecify.annotations.NullMarked;
