/** The queue of tasks and the progress of videos in Redis, which may be lost at any time. */
@NullMarked
package dev.reelkey.transcoder.job.redis;

import org.jspecify.annotations.NullMarked;
