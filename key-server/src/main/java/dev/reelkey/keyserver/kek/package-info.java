/**
 * The key-encryption key: a port with versions, and the one AEAD that everything is sealed with.
 */
@NullMarked
package dev.reelkey.keyserver.kek;

import org.jspecify.annotations.NullMarked;
