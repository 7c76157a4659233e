/** One running Reelkey with every clip in it, shared by all tests that only watch. */
@NullMarked
package dev.reelkey.tests.library;

import org.jspecify.annotations.NullMarked;
