/** Turns the policy into a directory that nginx runs from. */
@NullMarked
package dev.reelkey.edge.nginx;

import org.jspecify.annotations.NullMarked;
