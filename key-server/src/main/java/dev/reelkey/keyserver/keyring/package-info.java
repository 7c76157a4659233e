/** Keyrings and source keys: made, sealed into numbered revisions, found, shredded. */
@NullMarked
package dev.reelkey.keyserver.keyring;

import org.jspecify.annotations.NullMarked;
