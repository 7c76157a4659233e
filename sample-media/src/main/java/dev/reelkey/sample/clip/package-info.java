/** What a clip consists of: size, frame times, coding and tracks. */
@NullMarked
package dev.reelkey.sample.clip;

import org.jspecify.annotations.NullMarked;
