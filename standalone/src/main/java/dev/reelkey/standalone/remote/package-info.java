/** Talking to a running Reelkey, here or elsewhere. */
@NullMarked
package dev.reelkey.standalone.remote;

import org.jspecify.annotations.NullMarked;
