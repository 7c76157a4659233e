/** Makes the sound: a beep that starts with each flash. */
@NullMarked
package dev.reelkey.sample.sound;

import org.jspecify.annotations.NullMarked;
