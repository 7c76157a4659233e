/** The media process's own side of the pipe: its main, its view of the source, its output. */
@NullMarked
package dev.reelkey.transcoder.media.helper;

import org.jspecify.annotations.NullMarked;
