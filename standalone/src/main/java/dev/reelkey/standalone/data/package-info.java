/** The data directory: its layout, its lock, its secrets and who is running on it. */
@NullMarked
package dev.reelkey.standalone.data;

import org.jspecify.annotations.NullMarked;
