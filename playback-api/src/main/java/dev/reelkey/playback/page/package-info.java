/** The test page: its files from the class path, under a policy that allows nothing inline. */
@NullMarked
package dev.reelkey.playback.page;

import org.jspecify.annotations.NullMarked;
