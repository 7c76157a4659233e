/** The two tokens that only the playback API writes and checks, and the keys it publishes. */
@NullMarked
package dev.reelkey.playback.token;

import org.jspecify.annotations.NullMarked;
