/** The command {@code reelkey} and everything it runs in one process. */
@NullMarked
package dev.reelkey.standalone;

import org.jspecify.annotations.NullMarked;
