/** What the composition root of a service is given. */
@NullMarked
package dev.reelkey.core.platform;

import org.jspecify.annotations.NullMarked;
