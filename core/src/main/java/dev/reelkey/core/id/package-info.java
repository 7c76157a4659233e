/** Names of things: validated where they enter, then typed everywhere. */
@NullMarked
package dev.reelkey.core.id;

import org.jspecify.annotations.NullMarked;
