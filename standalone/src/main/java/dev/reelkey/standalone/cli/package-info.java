/** The commands of the terminal. */
@NullMarked
package dev.reelkey.standalone.cli;

import org.jspecify.annotations.NullMarked;
