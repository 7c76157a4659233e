/** Every kind of clip and every command, through the whole running system. */
@NullMarked
package dev.reelkey.tests.journeys;

import org.jspecify.annotations.NullMarked;
