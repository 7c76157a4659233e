/** What transcoder and key-server tell each other about the keys of a generation. */
@NullMarked
package dev.reelkey.core.keyplan;

import org.jspecify.annotations.NullMarked;
