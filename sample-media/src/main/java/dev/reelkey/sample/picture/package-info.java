/** Draws the test card: a clock, moving shapes and a flash each second. */
@NullMarked
package dev.reelkey.sample.picture;

import org.jspecify.annotations.NullMarked;
