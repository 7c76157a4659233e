/** New keys for a published video without transcoding, and the check of every segment. */
@NullMarked
package dev.reelkey.transcoder.rotate;

import org.jspecify.annotations.NullMarked;
