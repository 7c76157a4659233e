/** The plan of a generation's encoding and the tasks it splits into. */
@NullMarked
package dev.reelkey.transcoder.encode;

import org.jspecify.annotations.NullMarked;
