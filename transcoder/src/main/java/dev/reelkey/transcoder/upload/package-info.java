/** Takes a source in and leaves only sealed parts of it. */
@NullMarked
package dev.reelkey.transcoder.upload;

import org.jspecify.annotations.NullMarked;
