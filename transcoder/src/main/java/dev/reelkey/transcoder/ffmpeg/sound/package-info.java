/** Decodes, encodes and copies the sound. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.sound;

import org.jspecify.annotations.NullMarked;
