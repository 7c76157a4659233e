/** Re-wrapping, shredding, and the tickets that open a sealed plan. */
@NullMarked
package dev.reelkey.keyserver.rotate;

import org.jspecify.annotations.NullMarked;
