/** A whole key-server on real stores, and what a player and a transcoder say to it. */
@NullMarked
package dev.reelkey.keyserver.testing;

import org.jspecify.annotations.NullMarked;
