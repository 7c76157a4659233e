/** Encodes and multiplexes a clip with the ffmpeg libraries. */
@NullMarked
package dev.reelkey.sample.ffmpeg;

import org.jspecify.annotations.NullMarked;
