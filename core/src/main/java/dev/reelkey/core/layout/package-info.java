/** Where everything lies in the bucket and in Redis. */
@NullMarked
package dev.reelkey.core.layout;

import org.jspecify.annotations.NullMarked;
