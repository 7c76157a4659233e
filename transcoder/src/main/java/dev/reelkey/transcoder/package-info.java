/** The transcoder service: upload, work on videos, publishing. */
@NullMarked
package dev.reelkey.transcoder;

import org.jspecify.annotations.NullMarked;
