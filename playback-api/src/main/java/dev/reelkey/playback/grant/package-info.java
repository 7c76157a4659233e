/** What a player is given for its session, at the opening and at every refresh. */
@NullMarked
package dev.reelkey.playback.grant;

import org.jspecify.annotations.NullMarked;
