/** MPEG transport stream writing, ISO/IEC 13818-1. */
@NullMarked
package dev.reelkey.transcoder.ts;

import org.jspecify.annotations.NullMarked;
