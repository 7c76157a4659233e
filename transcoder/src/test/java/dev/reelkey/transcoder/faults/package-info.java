/** Faults of stores and processes while work is under way: nothing is lost, nothing left over. */
@NullMarked
package dev.reelkey.transcoder.faults;

import org.jspecify.annotations.NullMarked;
