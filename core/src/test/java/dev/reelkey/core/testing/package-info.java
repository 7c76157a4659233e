/** Real stores for tests: each starts in about a second on a free port. */
@NullMarked
package dev.reelkey.core.testing;

import org.jspecify.annotations.NullMarked;
