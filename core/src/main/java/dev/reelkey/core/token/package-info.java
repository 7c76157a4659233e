/** Every token of Reelkey: how it is written, signed and checked. */
@NullMarked
package dev.reelkey.core.token;

import org.jspecify.annotations.NullMarked;
