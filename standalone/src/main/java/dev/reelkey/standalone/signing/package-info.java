/** Rotation of the key that signs playback tokens: publish, wait, sign, retire. */
@NullMarked
package dev.reelkey.standalone.signing;

import org.jspecify.annotations.NullMarked;
