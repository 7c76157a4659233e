/** The key-server: its settings, its assembly and its main. */
@NullMarked
package dev.reelkey.keyserver;

import org.jspecify.annotations.NullMarked;
