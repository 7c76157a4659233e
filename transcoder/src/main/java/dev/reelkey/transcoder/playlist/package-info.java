/** Media playlists and bit rates, written from what was stored. */
@NullMarked
package dev.reelkey.transcoder.playlist;

import org.jspecify.annotations.NullMarked;
