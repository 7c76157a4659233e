/** Work on videos: the queue of tasks, the workers, and the sweep that loses none. */
@NullMarked
package dev.reelkey.transcoder.job;

import org.jspecify.annotations.NullMarked;
