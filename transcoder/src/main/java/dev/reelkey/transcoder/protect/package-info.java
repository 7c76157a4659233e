/** What makes media unreadable at rest: sealed sources, encrypted segments, and their keys. */
@NullMarked
package dev.reelkey.transcoder.protect;

import org.jspecify.annotations.NullMarked;
