/** Refusals of the whole system: what nobody may do, and what the answer then says. */
@NullMarked
package dev.reelkey.tests.attacks;

import org.jspecify.annotations.NullMarked;
