/** The media process: the child that alone parses uploaded bytes, and the pipe to it. */
@NullMarked
package dev.reelkey.transcoder.media;

import org.jspecify.annotations.NullMarked;
