/** How sound is cut. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.sound;

import org.jspecify.annotations.NullMarked;
