/** The one process: all services on one platform. */
@NullMarked
package dev.reelkey.standalone.run;

import org.jspecify.annotations.NullMarked;
