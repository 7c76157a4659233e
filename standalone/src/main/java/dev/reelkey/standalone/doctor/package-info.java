/** Finds out what on this machine stands in the way. */
@NullMarked
package dev.reelkey.standalone.doctor;

import org.jspecify.annotations.NullMarked;
