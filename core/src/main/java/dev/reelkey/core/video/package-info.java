/** What services tell each other about a video: its record and its presentations. */
@NullMarked
package dev.reelkey.core.video;

import org.jspecify.annotations.NullMarked;
