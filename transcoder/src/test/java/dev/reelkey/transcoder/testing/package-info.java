/** Stands in for the media process and the key-server in the tests of everything around them. */
@NullMarked
package dev.reelkey.transcoder.testing;

import org.jspecify.annotations.NullMarked;
