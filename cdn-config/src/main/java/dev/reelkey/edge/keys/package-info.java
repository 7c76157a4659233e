/** The file of derived keys that one edge is given. */
@NullMarked
package dev.reelkey.edge.keys;

import org.jspecify.annotations.NullMarked;
