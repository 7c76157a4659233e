/** What operators ask on the management listener. */
@NullMarked
package dev.reelkey.keyserver.admin;

import org.jspecify.annotations.NullMarked;
