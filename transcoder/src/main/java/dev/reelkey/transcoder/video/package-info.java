/** The life of a video's record, and the API's routes to it. */
@NullMarked
package dev.reelkey.transcoder.video;

import org.jspecify.annotations.NullMarked;
