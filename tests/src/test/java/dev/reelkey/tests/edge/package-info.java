/** The edge as viewers meet it: a real nginx before a real process. */
@NullMarked
package dev.reelkey.tests.edge;

import org.jspecify.annotations.NullMarked;
