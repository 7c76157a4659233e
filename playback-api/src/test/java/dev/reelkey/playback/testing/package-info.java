/** A running playback API on real stores, for the tests of this module. */
@NullMarked
package dev.reelkey.playback.testing;

import org.jspecify.annotations.NullMarked;
