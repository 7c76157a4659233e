/** Turns subtitle tracks into WebVTT. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.text;

import org.jspecify.annotations.NullMarked;
