/** Everything that calls FFmpeg; runs in the media process only. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg;

import org.jspecify.annotations.NullMarked;
