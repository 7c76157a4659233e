/** The sample clips: their names, and how to write one to a file. */
@NullMarked
package dev.reelkey.sample;

import org.jspecify.annotations.NullMarked;
