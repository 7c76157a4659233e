/** Measures with the ffmpeg programs what a viewer gets against what was uploaded. */
@NullMarked
package dev.reelkey.tests.measure;

import org.jspecify.annotations.NullMarked;
