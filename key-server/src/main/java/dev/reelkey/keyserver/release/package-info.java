/** The key request, in the order of its checks. */
@NullMarked
package dev.reelkey.keyserver.release;

import org.jspecify.annotations.NullMarked;
