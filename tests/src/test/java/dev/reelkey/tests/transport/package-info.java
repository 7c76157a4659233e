/** Takes MPEG transport streams, H.264 and AAC apart, strictly. */
@NullMarked
package dev.reelkey.tests.transport;

import org.jspecify.annotations.NullMarked;
