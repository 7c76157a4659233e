/** What was granted and refused, kept in the bucket. */
@NullMarked
package dev.reelkey.keyserver.audit;

import org.jspecify.annotations.NullMarked;
