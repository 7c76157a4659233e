/** The HTTP kit every service starts with: routes, problems, limits. */
@NullMarked
package dev.reelkey.core.http;

import org.jspecify.annotations.NullMarked;
