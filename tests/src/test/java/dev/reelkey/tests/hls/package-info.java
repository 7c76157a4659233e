/**
 * Judges stored playlists and segments by the rules of HLS, without a look at the code that wrote
 * them.
 */
@NullMarked
package dev.reelkey.tests.hls;

import org.jspecify.annotations.NullMarked;
