/** The key-encryption key in a BouncyCastle keystore file, and BouncyCastle's fast EC. */
@NullMarked
package dev.reelkey.keyserver.bouncycastle;

import org.jspecify.annotations.NullMarked;
