/** The one policy of all edges: what a path may look like, where it goes, what it may cost. */
@NullMarked
package dev.reelkey.edge.policy;

import org.jspecify.annotations.NullMarked;
