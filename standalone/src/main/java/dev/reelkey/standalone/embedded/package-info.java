/** The Redis and S3 that the one process brings along. */
@NullMarked
package dev.reelkey.standalone.embedded;

import org.jspecify.annotations.NullMarked;
