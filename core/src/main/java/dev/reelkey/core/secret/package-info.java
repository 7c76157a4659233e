/** Byte strings that are never printed, compared in variable time or serialised. */
@NullMarked
package dev.reelkey.core.secret;

import org.jspecify.annotations.NullMarked;
