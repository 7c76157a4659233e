/** Decodes, scales, encodes and copies the picture. */
@NullMarked
package dev.reelkey.transcoder.ffmpeg.picture;

import org.jspecify.annotations.NullMarked;
