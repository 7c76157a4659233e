/** The development sign-in: a one-time code for whoever sees the terminal. */
@NullMarked
package dev.reelkey.standalone.signin;

import org.jspecify.annotations.NullMarked;
