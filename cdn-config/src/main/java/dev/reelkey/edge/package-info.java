/** The command that renders edge configurations from the policy. */
@NullMarked
package dev.reelkey.edge;

import org.jspecify.annotations.NullMarked;
